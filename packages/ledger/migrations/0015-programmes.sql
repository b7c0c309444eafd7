-- Which strategies of the sides a commitment serves, as the terms that hold name them.
alter table commitment add column programmes jsonb not null default '[]';
comment on column commitment.programmes is 'Each with the side whose it is and its name.';
create index commitment_programmes on commitment (cooperation, id) include (programmes, state) where programmes <> '[]';
