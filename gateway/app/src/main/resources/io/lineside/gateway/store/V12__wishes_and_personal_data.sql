-- What its platform wishes about a job that it cancelled pieces of: Fewer, Asked (not at all any more), Refused (its line
-- does not end it); nothing where it shall be made.
alter table job add column wish text not null default '';

-- Whether anything in the order is about a person, and when that was overwritten. Of older orders nobody knows.
alter table work_request add column personal bigint not null default 1;
alter table work_request add column erased_at bigint;
-- Names of what is personal, separated by blanks; * for every text, where that is not known.
alter table work_item add column personal text not null default '*';
create index work_request_personal on work_request (accepted_at) where personal = 1 and erased_at is null;
