-- What people did, and what happened to the gateway as a whole; appended to alone. The hash of each row is over all that is
-- in it and the hash of the row before, so that none can be changed, taken out or put in between unseen.
create table audit (
    number        bigint not null,
    at            bigint not null,
    who           text   not null,
    what          text   not null,
    subject       text   not null,
    detail        text   not null,
    previous_hash text   not null,
    hash          text   not null,
    primary key (number)
);
