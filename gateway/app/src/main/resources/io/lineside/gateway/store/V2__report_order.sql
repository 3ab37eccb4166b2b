-- The line's latest report about a job, so that one that comes late is told from news.
alter table job add column report_sequence bigint;
alter table job add column report_at bigint;
