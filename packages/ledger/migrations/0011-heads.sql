-- Where each chain stood at the end of each civil day on which it grew: by its writers' clocks, and by this server's.
-- How a chain stood at the end of any day is the last of the days before it; no timer is needed for that to be right.
create table day_head (
  cooperation text not null,
  side text not null,
  chain text not null,
  clock text not null check (clock in ('written', 'received')),
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  seq integer not null check (seq > 0),
  hash text not null,
  primary key (cooperation, side, chain, clock, day)
);
comment on column day_head.day is 'Civil day where cooperations keep their days: eight hours ahead of UTC.';
comment on column day_head.seq is 'The highest number among the entries of that day.';
insert into day_head (cooperation, side, chain, clock, day, seq, hash)
select distinct on (cooperation, side, chain, clock, day) cooperation, side, chain, clock, day, seq, hash
from entry cross join lateral (
  values
    ('written', to_char(entry.written::timestamptz at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD')),
    ('received', to_char(entry.received at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD'))
) as dated (clock, day)
order by cooperation, side, chain, clock, day, seq desc;

-- A page is found as of when it was received, by the same clock as its own row.
update findable set written = to_char(source.received at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from source where findable.kind = 'page' and findable.id = source.hash;

-- When the ledger was verified, how long that took and what was found: the newest are kept.
create table verification (
  number integer generated always as identity primary key,
  started timestamptz not null,
  milliseconds integer not null,
  found jsonb not null
);
