-- Commitments that are one with others by what their sides said: one of them stands for all in `commitment`, the
-- others stand here. Made of the records, rebuildable.
create table taken_in (
  cooperation text not null,
  id text not null,
  within text not null,
  opened text not null,
  changed text not null,
  value jsonb not null,
  primary key (cooperation, id)
);
comment on table taken_in is 'Commitments in the place of which another one is listed.';
comment on column taken_in.within is 'The commitment that stands for it.';
create index taken_in_within on taken_in (cooperation, within, id);
update commitment set value = value || '{"united": []}';

-- Belongs to the cooperation as a whole, as commitments do; what is taken in leaves these, and comes back.
alter table taken_in enable row level security;
alter table taken_in force row level security;
do $$
begin
  execute format('create policy owner on taken_in to %I using (true) with check (true)', current_user);
end
$$;
create policy together on taken_in to handclasp_app
  using (cooperation = current_setting('handclasp.cooperation', true))
  with check (cooperation = current_setting('handclasp.cooperation', true));
grant select, insert, update, delete on taken_in to handclasp_app;
grant delete on commitment to handclasp_app;
