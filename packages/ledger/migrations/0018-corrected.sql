-- What a person corrected, without reading all that was decided.
create index record_corrected on record (cooperation, side, id)
  where kind = 'decision' and value @> '{"corrected": true}';
