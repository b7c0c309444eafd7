-- A page whose words were erased keeps its row: its hash, on which ground, and when by the writer's clock.
alter table source add column ground text, add column erased text;
alter table source add check ((ground is null) = (erased is null));
comment on column source.erased is 'When its words were erased; name, day, text, bytes and reading are then empty.';
-- Events and participations are written anew where the words they quote are erased.
update record set value = value || '{"replaces": null}'
where kind in ('event', 'participation') and not value ? 'replaces';
-- Whether an entry erases another is looked up by the number of that other, whatever else was erased since.
drop index entry_erasing;
create index entry_erasing on entry (
  cooperation, side, chain, ((header::jsonb -> 'structure' ->> 'seq')::integer)
) where kind like '%-erased@1';
