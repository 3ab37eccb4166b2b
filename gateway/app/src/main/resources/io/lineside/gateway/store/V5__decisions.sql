-- Since when a job is as it is, so that one that lasts too long is seen.
alter table job add column since bigint not null default 0;
update job set since = coalesce(ended_at, started_at, sent_at, queued_at);
-- The lines that can make it, separated by blanks.
alter table job add column capable text not null default '';
update job set capable = line;

-- Jobs that need a person, or may: few among many.
create index job_waiting on job (phase, plan_position) where phase in ('Held', 'Quarantined', 'InDoubt');

-- Lines that refused a job for good, each with its words.
create table job_refusal (
    job_id     text   not null references job (id),
    line       text   not null,
    reason     text   not null,
    refused_at bigint not null,
    primary key (job_id, line)
);

-- Reports that can never be kept, as they came; the line was told that they are.
create table dead_report (
    id          text   not null primary key,
    line        text   not null,
    job_id      text   not null,
    report      text   not null,
    reason      text   not null,
    received_at bigint not null,
    last_at     bigint not null,
    times       bigint not null
);
