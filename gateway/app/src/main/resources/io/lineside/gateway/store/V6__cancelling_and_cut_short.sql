-- A job that its line is told to take back is at the line until the line says otherwise, and is shown to people.
drop index job_at_line;
create index job_at_line on job (line, plan_position)
    where phase in ('Sending', 'InDoubt', 'Stored', 'Started', 'Cancelling', 'Running', 'Interrupted');
drop index job_waiting;
create index job_waiting on job (phase, plan_position)
    where phase in ('Held', 'Quarantined', 'InDoubt', 'Cancelling');

-- Sendings of which the gateway does not know what became, because it ended or failed itself: too many in a row are a
-- job that breaks it.
alter table dispatch add column cut_short integer not null default 0;
