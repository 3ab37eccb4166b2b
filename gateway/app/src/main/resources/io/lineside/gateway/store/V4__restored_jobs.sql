-- One row for each time the store was put back from a backup. Ledger positions go on above position_floor, so that no
-- reader of the ledger meets a position for the second time.
create table restore_log (
    restored_at    bigint not null primary key,
    position_floor bigint not null
);

-- Jobs that were not final in a backup when it was put back: what their lines did after it was made is not known here.
-- A row goes when the line or a person has said what became of its job.
create table restored_job (
    job_id text not null primary key references job (id)
);
