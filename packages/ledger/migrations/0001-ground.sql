-- The truth: headers of entries, append-only, and their payloads beside them.
create table chain (
  cooperation text not null,
  side text not null,
  chain text not null check (chain in ('shared', 'internal', 'home')),
  seq integer not null check (seq >= 0),
  hash text,
  primary key (cooperation, side, chain),
  check ((seq = 0) = (hash is null))
);
create unique index one_home on chain (chain) where chain = 'home';
comment on index one_home is 'A database belongs to one installation.';
comment on table chain is 'The head of each chain; its row is what writers of the chain queue on.';

create table entry (
  cooperation text not null,
  side text not null,
  chain text not null,
  seq integer not null check (seq > 0),
  hash text not null,
  kind text not null,
  author text not null,
  written text not null,
  header text not null,
  signature text not null,
  received timestamptz not null default now(),
  primary key (cooperation, side, chain, seq),
  unique (cooperation, hash)
);
comment on column entry.header is 'Canonical text of the header (RFC 8785): the bytes that were hashed and signed.';
comment on column entry.received is 'The clock of this server; not part of the hash.';

create table payload (
  cooperation text not null,
  side text not null,
  chain text not null,
  seq integer not null,
  salt text not null,
  payload text not null,
  primary key (cooperation, side, chain, seq),
  foreign key (cooperation, side, chain, seq) references entry (cooperation, side, chain, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is not allowed: the ledger is append-only', tg_op, tg_table_name using errcode = '55000';
end
$$;
create trigger append_only before update or delete or truncate on entry
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on payload
  for each statement execute function refuse_change();

-- What screens read: written in the transaction of the entry, rebuildable from the entries.
create table cooperation (
  cooperation text primary key,
  own text not null,
  opening jsonb not null
);
comment on column cooperation.own is 'The side this installation writes for.';

create table record (
  cooperation text not null,
  side text not null,
  kind text not null,
  id text not null,
  chain text not null,
  seq integer not null,
  source text not null,
  written text not null,
  value jsonb not null,
  primary key (cooperation, side, kind, id)
);
create index record_order on record (cooperation, side, kind, seq, id);
create index record_source on record (cooperation, side, source, kind);

-- Home: what waits, outside the chains.
create table source (
  hash text primary key,
  name text not null,
  published text,
  encoding text not null,
  bytes bytea not null,
  text text not null,
  reader text not null,
  reading jsonb not null,
  length integer not null,
  articles integer not null,
  received timestamptz not null default now()
);
comment on column source.length is 'UTF-16 code units of the text.';
create index source_received on source (received desc, hash);

create table finding (
  source text not null references source (hash),
  id text not null,
  article integer not null,
  place integer not null,
  value jsonb not null,
  primary key (source, id)
);
create index finding_place on finding (source, place, id);
