-- Which pieces of its item a job makes: a batch goes through its operations together. remake is 0 for what was planned
-- with the order, and n for what makes again what remake n - 1 scrapped; units are piece numbers, as in 1-50,57.
alter table job add column batch bigint not null default 1;
alter table job add column remake bigint not null default 0;
alter table job add column units text not null default '';
update job set units = coalesce((select '1-' || i.quantity from work_item i
    where i.request_id = job.request_id and i.item = job.item), '');
-- How often what it scraps may still be made again, and the job whose scrap it makes again.
alter table job add column remakes_left bigint not null default 0;
alter table job add column replaces text;

-- How long it keeps its line, and what the line is set up for then; 0 and nothing where that is not known.
alter table job add column setup_ms bigint not null default 0;
alter table job add column each_ms bigint not null default 0;
alter table job add column work_ms bigint not null default 0;
alter table job add column set_up_for text not null default '';

create index job_of_batch on job (request_id, item, batch, remake);
-- What waits at each line and for what it will be set up last, without reading a job.
create index job_load on job (line, plan_position, work_ms, set_up_for)
    where phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed');
