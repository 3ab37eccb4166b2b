alter table job add column work_master text not null default '';

-- How long a line really took, per work master: sums in which each job that ends counts, and older ones ever less. What
-- is kept can be lost without harm: planned times stand in for it.
create table line_pace (
    line         text   not null,
    work_master  text   not null,
    jobs         bigint not null,
    milli_pieces bigint not null,
    made_ms      bigint not null,
    planned_ms   bigint not null,
    set_up_for   text   not null,
    ended_at     bigint not null,
    primary key (line, work_master)
);
