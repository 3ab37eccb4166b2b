-- Portable to PostgreSQL: text and bigint only. Times are epoch milliseconds; 0 and 1 stand for no and yes.

-- What was ordered: written once.
create table work_request (
    id                   text   not null primary key,
    position             bigint not null,
    tenant               text   not null,
    external_id          text,
    priority             bigint not null,
    requested_by         bigint,
    accepted_at          bigint not null,
    quantity             bigint not null,
    body_digest          text   not null,
    specification        text   not null,
    specification_sha256 text   not null
);
create unique index work_request_external_id on work_request (tenant, external_id) where external_id is not null;
create unique index work_request_newest on work_request (tenant, position);

create table work_item (
    request_id      text   not null references work_request (id),
    item            bigint not null,
    product         text   not null,
    product_version bigint not null,
    quantity        bigint not null,
    options         text   not null,
    packaging       text   not null,
    spec_digest     text   not null,
    primary key (request_id, item)
);

create table idempotency_key (
    tenant          text not null,
    idempotency_key text not null,
    request_id      text not null references work_request (id),
    body_digest     text not null,
    primary key (tenant, idempotency_key)
);

-- How far an order is. phases and finished sum up its jobs, so that one change does not read a thousand rows.
create table work_progress (
    request_id text   not null primary key references work_request (id),
    state      text   not null,
    last_seq   bigint not null,
    changed_at bigint not null,
    finished   bigint not null,
    phases     text   not null
);

create table job (
    id             text   not null primary key,
    request_id     text   not null references work_request (id),
    plan_position  bigint not null,
    item           bigint not null,
    operation      text   not null,
    line           text   not null,
    last_operation bigint not null,
    priority       bigint not null,
    wanted_by      bigint not null,
    phase          text   not null,
    quantity       bigint not null,
    waits_for      bigint not null,
    attempt        bigint not null,
    good           bigint not null,
    scrap          bigint not null,
    reason         text   not null,
    cleared        bigint not null,
    queued_at      bigint not null,
    sent_at        bigint,
    started_at     bigint,
    ended_at       bigint
);
create index job_of_request on job (request_id, plan_position);
create index job_ready on job (line, priority desc, wanted_by, plan_position)
    where phase = 'Queued' and waits_for = 0;
create index job_at_line on job (line, plan_position)
    where phase in ('Sending', 'InDoubt', 'Stored', 'Started', 'Running', 'Interrupted');
create index job_to_clear on job (line, plan_position)
    where cleared = 0 and phase in ('Ended', 'Aborted');

-- What the line is told: written once, checked against its digest before it is sent.
create table job_order (
    job_id         text not null primary key references job (id),
    payload        text not null,
    payload_sha256 text not null
);

create table job_predecessor (
    job_id   text not null references job (id),
    after_id text not null references job (id),
    primary key (job_id, after_id)
);
create index job_predecessor_after on job_predecessor (after_id);

-- One row per attempt to send a job. Intent and Unknown are open; at most one of them per job.
create table dispatch (
    job_id         text   not null references job (id),
    attempt        bigint not null,
    state          text   not null
        check (state in ('Intent', 'Acked', 'Nacked', 'Unknown', 'ResolvedPresent', 'ResolvedAbsent')),
    line           text   not null,
    payload_sha256 text   not null,
    opened_at      bigint not null,
    changed_at     bigint,
    primary key (job_id, attempt)
);
create unique index dispatch_open on dispatch (job_id) where state in ('Intent', 'Unknown');

-- Append only: seq without a gap per order, position rising over all orders.
create table ledger_event (
    request_id  text   not null references work_request (id),
    seq         bigint not null,
    position    bigint not null,
    recorded_at bigint not null,
    type        text   not null,
    job_id      text,
    data        text   not null,
    primary key (request_id, seq)
);
create unique index ledger_event_position on ledger_event (position);
