-- Long lists of commitments: whatever they are filtered by stands in the index of each order, so that finding a page
-- and counting all of it read no row that is not shown.
drop index commitment_opened;
drop index commitment_changed;
drop index commitment_deadline;
create index commitment_opened on commitment (cooperation, opened, id)
  include (state, fields, awaited, agreement);
create index commitment_changed on commitment (cooperation, changed, id)
  include (state, fields, awaited, agreement);
-- An expression is not read back from an index: the day that orders what has no deadline becomes a column.
alter table commitment add column due text not null generated always as (coalesce(deadline, '9999-12-31')) stored;
create index commitment_due on commitment (cooperation, due, id)
  include (state, fields, awaited, agreement);
