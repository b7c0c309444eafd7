-- What can be found by words: made of records, commitments and pages, rebuildable. A long text lies in several parts.
create table findable (
  cooperation text not null,
  side text not null,
  kind text not null,
  id text not null,
  part integer not null,
  title text not null,
  body text not null,
  written text not null,
  words tsvector not null,
  primary key (cooperation, side, kind, id, part)
);
comment on column findable.cooperation is 'Pages belong to none: home.';
comment on column findable.side is 'Whose internal chain it stands in; empty where all sides see it.';
comment on column findable.words is 'Pairs of Han characters, other words, and initials of names marked by a tilde.';
create index findable_words on findable using gin (words);
