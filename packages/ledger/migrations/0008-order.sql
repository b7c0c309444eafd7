-- A record that is written anew keeps its place among its kind: the order is that of the entries that first made them.
alter table record add column since integer;
update record set since = seq;
alter table record alter column since set not null;
comment on column record.since is 'Number of the entry by which the record first came to stand.';
drop index record_order;
create index record_order on record (cooperation, side, kind, since, id);
