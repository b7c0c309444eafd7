-- Home: findings that a person cut in two, outside the chains like all that waits.
create table split (
  source text not null references source (hash),
  finding text not null,
  number integer generated always as identity,
  at integer not null,
  first text not null,
  second text not null,
  value jsonb not null,
  primary key (source, finding)
);
comment on column split.number is 'Order of cutting: a part may be cut again.';
comment on column split.at is 'Offset in the text where the finding was cut.';
comment on column split.value is 'The finding as it was before.';
