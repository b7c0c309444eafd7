-- Policies ask of which chain a record is: with that in them, indexes that answered by themselves do so under these.
drop index record_spoken, record_tally, record_corrected;
create index record_spoken on record (cooperation, side, since) include (commitment, written, chain)
  where commitment is not null;
create index record_tally on record (cooperation, side, kind) include (chain)
  where kind in ('package', 'agreement', 'intention');
create index record_corrected on record (cooperation, side, id) include (chain)
  where kind = 'decision' and value @> '{"corrected": true}';
