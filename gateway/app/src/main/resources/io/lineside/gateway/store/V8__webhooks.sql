-- Where each receiver of webhooks is: everything in its tenant's feed up to position was delivered, is late, or was given up.
create table webhook (
    tenant        text   not null,
    id            text   not null,
    position      bigint not null,
    -- What was given up and the receiver has not been told: events after gap_after up to gap_up_to.
    gap_after     bigint,
    gap_up_to     bigint,
    failing_since bigint,
    -- Why nothing is sent any more, and to which address that was.
    stopped       text,
    stopped_url   text,
    primary key (tenant, id)
);

-- Orders whose events after a position a receiver has not taken, while it takes those of others.
create table webhook_late (
    tenant         text   not null,
    id             text   not null,
    request_id     text   not null references work_request (id),
    after_position bigint not null,
    gap_after      bigint,
    gap_up_to      bigint,
    attempts       bigint not null,
    since          bigint not null,
    next_at        bigint not null,
    reason         text   not null,
    primary key (tenant, id, request_id)
);

-- The last deliveries to each receiver, also those that failed.
create table webhook_delivery (
    tenant     text    not null,
    id         text    not null,
    seq        bigint  not null,
    event_id   text    not null,
    event_type text    not null,
    request_id text,
    at         bigint  not null,
    attempt    bigint  not null,
    outcome    text    not null,
    status     bigint,
    millis     bigint  not null,
    detail     text    not null,
    primary key (tenant, id, seq)
);
