-- The memory out of which the line answered when a job was sent; null where it was not known.
alter table dispatch add column memory text;
