-- The sides of a cooperation that this installation writes for: one, or several where they share a server.
create table hosted (
  cooperation text not null,
  side text not null,
  primary key (cooperation, side)
);
insert into hosted (cooperation, side) select cooperation, own from cooperation;
comment on column cooperation.own is 'The side that opened it here; all it writes for stand in hosted.';

-- What each side said about a commitment is found by the commitment.
alter table record add column commitment text;
create index record_commitment on record (cooperation, commitment, side, seq) where commitment is not null;

-- Where commitments stand by all sides: made of the records, rebuildable.
create table commitment (
  cooperation text not null,
  id text not null,
  state text not null,
  text text not null,
  fields jsonb not null,
  leads text not null,
  deadline text,
  agreement text,
  awaited jsonb not null,
  opened text not null,
  changed text not null,
  value jsonb not null,
  primary key (cooperation, id)
);
comment on column commitment.text is 'The text of the terms that hold; empty where it was erased.';
comment on column commitment.opened is 'When its first version was written, by its writer''s clock; orders the list.';
comment on column commitment.changed is 'When it was last spoken of.';
create index commitment_opened on commitment (cooperation, opened, id);
create index commitment_deadline on commitment (cooperation, coalesce(deadline, '9999-12-31'), id);
create index commitment_changed on commitment (cooperation, changed, id);
create index commitment_state on commitment (cooperation, state, opened, id);
