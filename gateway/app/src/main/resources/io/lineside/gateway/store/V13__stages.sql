-- Where a job is as far as anybody looks for it: Waits (for other jobs), Ready, AtLine, Uncertain (at its line, in doubt or
-- being cancelled), KeptBack (held or quarantined), ToClear (over, and its line still has it), Over. Indexes follow this
-- column and open, which change a few times in the life of a job, and not the phase, which changes more often.
alter table job add column stage text not null default 'Over';
alter table job add column open bigint not null default 0;
update job set
    stage = case
        when phase = 'Queued' and waits_for = 0 then 'Ready'
        when phase = 'Queued' then 'Waits'
        when phase in ('Sending', 'Stored', 'Started', 'Running', 'Interrupted') then 'AtLine'
        when phase in ('InDoubt', 'Cancelling') then 'Uncertain'
        when phase in ('Held', 'Quarantined') then 'KeptBack'
        when phase in ('Ended', 'Aborted') and cleared = 0 then 'ToClear'
        else 'Over'
    end,
    open = case when phase in ('Ended', 'Aborted', 'Cancelled', 'Failed') then 0 else 1 end;

drop index job_ready;
drop index job_at_line;
drop index job_to_clear;
drop index job_waiting;
drop index job_load;
create index job_ready on job (line, priority desc, wanted_by, plan_position) where stage = 'Ready';
create index job_at_line on job (line, plan_position) where stage in ('AtLine', 'Uncertain');
create index job_to_clear on job (line, plan_position) where stage = 'ToClear';
create index job_waiting on job (plan_position) where stage in ('Uncertain', 'KeptBack');
create index job_load on job (line, plan_position, work_ms, set_up_for) where open = 1;

-- Without the check of its state, which was made anew with each row that is written; a state that is none is refused when
-- it is read.
create table dispatch_new (
    job_id         text   not null references job (id),
    attempt        bigint not null,
    state          text   not null,
    line           text   not null,
    payload_sha256 text   not null,
    opened_at      bigint not null,
    changed_at     bigint,
    memory         text,
    cut_short      integer not null default 0,
    primary key (job_id, attempt)
);
insert into dispatch_new (job_id, attempt, state, line, payload_sha256, opened_at, changed_at, memory, cut_short)
    select job_id, attempt, state, line, payload_sha256, opened_at, changed_at, memory, cut_short from dispatch;
drop table dispatch;
alter table dispatch_new rename to dispatch;
create unique index dispatch_open on dispatch (job_id) where state in ('Intent', 'Unknown');
