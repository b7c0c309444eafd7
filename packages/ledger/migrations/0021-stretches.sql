-- Which commitments a side spoke of in a stretch of its chain, and when, without reading what was said.
create index record_spoken on record (cooperation, side, since) include (commitment, written)
  where commitment is not null;
-- What else stands in a stretch of a chain.
create index entry_beside_terms on entry (cooperation, side, chain, seq) where kind not like 'terms-%';
-- How many packages, agreements and intentions each side keeps.
create index record_tally on record (cooperation, side, kind) where kind in ('package', 'agreement', 'intention');
