-- Who sees what, kept by the database itself. The role handclasp_app is neither owner nor superuser; a transaction of
-- it carries whose request it is (handclasp.cooperation, handclasp.side). Policies compare keys with = alone, so that
-- indexes serve them; looking up words stands under none: the functions of 0012 answer keys, rows are read by these.
-- Requests still run as the owner, who sees everything.
do $$
begin
  if not exists (select from pg_roles where rolname = 'handclasp_app') then
    begin
      create role handclasp_app nologin;
    exception
      -- Another database of this server was quicker.
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise exception 'the role handclasp_app is missing, and % may not create it', current_user
          using errcode = '42501', hint = 'As an administrator: create role handclasp_app nologin';
    end;
  end if;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array[
    'chain', 'entry', 'payload', 'day_head', 'cooperation', 'hosted', 'record', 'commitment', 'findable', 'saved_view'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to %I using (true) with check (true)', name, current_user);
    execute format('grant select on %I to handclasp_app', name);
  end loop;
  -- What all sides of a cooperation see, and what a side keeps and writes.
  foreach name in array array['chain', 'entry', 'payload', 'day_head', 'record'] loop
    execute format($policy$
      create policy shared on %I for select to handclasp_app
      using (cooperation = current_setting('handclasp.cooperation', true) and chain = 'shared')
    $policy$, name);
  end loop;
  foreach name in array array['chain', 'entry', 'payload', 'day_head', 'record', 'saved_view', 'findable'] loop
    execute format($policy$
      create policy own on %I to handclasp_app
      using (cooperation = current_setting('handclasp.cooperation', true)
        and side = current_setting('handclasp.side', true))
      with check (cooperation = current_setting('handclasp.cooperation', true)
        and side = current_setting('handclasp.side', true))
    $policy$, name);
  end loop;
  -- What belongs to the cooperation as a whole; what a side writes of it is its own.
  foreach name in array array['cooperation', 'hosted', 'commitment'] loop
    execute format($policy$
      create policy together on %I to handclasp_app
      using (cooperation = current_setting('handclasp.cooperation', true))
      with check (cooperation = current_setting('handclasp.cooperation', true))
    $policy$, name);
  end loop;
end
$$;
create policy shared on findable to handclasp_app
  using (cooperation = current_setting('handclasp.cooperation', true) and side = '')
  with check (cooperation = current_setting('handclasp.cooperation', true) and side = '');
create policy pages on findable for select to handclasp_app using (cooperation = 'home' and side = '');

grant usage on schema public to handclasp_app;
-- What posting writes. Entries are never deleted; words of an own entry go where an entry erases them.
grant insert, update on chain, day_head, commitment to handclasp_app;
grant insert on entry to handclasp_app;
grant insert, delete on payload to handclasp_app;
grant insert, update, delete on record, findable, saved_view to handclasp_app;

revoke execute on function found, found_commitments, count_found, all_found from public;
grant execute on function found, found_commitments, count_found, all_found to handclasp_app;
