-- Who the sides of a cooperation are by now, where somebody proposed a further one: made of the records, rebuildable.
alter table cooperation add column composition jsonb;
comment on column cooperation.opening is 'What the side that opened it here said: the sides it began with.';
comment on column cooperation.composition is 'The sides and the proposals to add one; null where nobody proposed any.';
