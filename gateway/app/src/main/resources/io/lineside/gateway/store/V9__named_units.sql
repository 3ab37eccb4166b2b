-- Pieces of which the line said by name what became of them, as in 1-50,57.
alter table job add column good_units text not null default '';
alter table job add column scrap_units text not null default '';
