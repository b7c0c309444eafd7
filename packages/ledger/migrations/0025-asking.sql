-- Requests run as the role handclasp_app from here on: a transaction of it carries whose request it is
-- (handclasp.cooperation, handclasp.side) and whose pages it may see (handclasp.authors, apart by spaces).
-- Whoever opens the ledger owns its tables and may work as that role.
do $$
declare
  owner text := current_user;
begin
  -- Tried out, and undone by the error; whether a membership lets somebody set the role is asked for otherwise by
  -- each version of the database.
  set local role handclasp_app;
  raise exception using errcode = 'HC000';
exception
  when sqlstate 'HC000' then null;
  when insufficient_privilege then
    begin
      execute format('grant handclasp_app to %I', owner);
    exception when insufficient_privilege then
      raise exception '% may not work as the role handclasp_app', owner
        using errcode = '42501', hint = format('As an administrator: grant handclasp_app to %I', owner);
    end;
end
$$;

-- What a side keeps and writes is never of home, whatever a transaction carries; nor are the words of pages.
do $$
declare
  name text;
begin
  foreach name in array array['chain', 'entry', 'payload', 'day_head', 'record', 'saved_view', 'findable'] loop
    execute format($policy$
      alter policy own on %I
      using (cooperation = current_setting('handclasp.cooperation', true)
        and side = current_setting('handclasp.side', true) and side <> '' and cooperation <> 'home')
      with check (cooperation = current_setting('handclasp.cooperation', true)
        and side = current_setting('handclasp.side', true) and side <> '' and cooperation <> 'home')
    $policy$, name);
  end loop;
end
$$;
alter policy shared on findable
  using (cooperation = current_setting('handclasp.cooperation', true) and side = '' and cooperation <> 'home')
  with check (cooperation = current_setting('handclasp.cooperation', true) and side = '' and cooperation <> 'home');

-- A side opens a cooperation, or writes in it, for itself alone; of who the sides are by now it keeps what all said.
drop policy together on cooperation;
drop policy together on hosted;
create policy together on cooperation for select to handclasp_app
  using (cooperation = current_setting('handclasp.cooperation', true));
create policy opened on cooperation for insert to handclasp_app
  with check (cooperation = current_setting('handclasp.cooperation', true)
    and own = current_setting('handclasp.side', true));
create policy composed on cooperation for update to handclasp_app
  using (cooperation = current_setting('handclasp.cooperation', true))
  with check (cooperation = current_setting('handclasp.cooperation', true));
create policy together on hosted for select to handclasp_app
  using (cooperation = current_setting('handclasp.cooperation', true));
create policy opened on hosted for insert to handclasp_app
  with check (cooperation = current_setting('handclasp.cooperation', true)
    and side = current_setting('handclasp.side', true));
grant insert on cooperation, hosted to handclasp_app;
grant update (composition) on cooperation to handclasp_app;

-- Whether an entry erases another is looked up by an index that no policy stands before.
alter function refuse_erasure() security definer set search_path = public, pg_temp;

-- Verifications are the installation's.
alter table verification enable row level security;
alter table verification force row level security;
do $$
begin
  execute format('create policy owner on verification to %I using (true) with check (true)', current_user);
end
$$;

-- All that several sides know of their cooperations, each asked for as that side alone sees it.
create function known_to(sides json)
returns table (
  cooperation text, side text, own text, opening jsonb, composition jsonb, hosted text[],
  commitments integer, packages integer, agreements integer, intentions integer
)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  asked record;
  carried text := current_setting('handclasp.cooperation', true);
  carried_side text := current_setting('handclasp.side', true);
begin
  for asked in select * from json_to_recordset(sides) as given(cooperation text, side text) loop
    perform set_config('handclasp.cooperation', asked.cooperation, true),
      set_config('handclasp.side', asked.side, true);
    return query
      select known.cooperation, asked.side, known.own, known.opening, known.composition,
        array(
          select hosted.side from hosted where hosted.cooperation = asked.cooperation order by hosted.side
        ),
        (
          select coalesce(sum(total), 0)::integer from commitment_count
          where commitment_count.cooperation = asked.cooperation and facet = 'all'
        ),
        counted.packages, counted.agreements, counted.intentions
      from cooperation as known, lateral (
        select count(*) filter (where kind = 'package')::integer as packages,
          count(*) filter (where kind = 'agreement')::integer as agreements,
          count(*) filter (where kind = 'intention')::integer as intentions
        from record
        where record.cooperation = asked.cooperation and record.side = asked.side
          and kind in ('package', 'agreement', 'intention')
      ) as counted
      where known.cooperation = asked.cooperation;
  end loop;
  perform set_config('handclasp.cooperation', carried, true), set_config('handclasp.side', carried_side, true);
end
$$;

-- What several sides decided on findings, of one page or of all, each asked for as that side alone sees it.
create function decided_by(sides json, of_source text, whole boolean)
returns table (cooperation text, side text, source text, id text, accepted boolean, value jsonb, written text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  asked record;
  carried text := current_setting('handclasp.cooperation', true);
  carried_side text := current_setting('handclasp.side', true);
begin
  for asked in select * from json_to_recordset(sides) as given(cooperation text, side text) loop
    perform set_config('handclasp.cooperation', asked.cooperation, true),
      set_config('handclasp.side', asked.side, true);
    if of_source is null then
      return query
        select record.cooperation, record.side, record.source, record.id, record.value ->> 'verdict' = 'accepted',
          case when whole then record.value end, record.written
        from record
        where record.cooperation = asked.cooperation and record.side = asked.side and record.kind = 'decision';
    else
      return query
        select record.cooperation, record.side, record.source, record.id, record.value ->> 'verdict' = 'accepted',
          case when whole then record.value end, record.written
        from record
        where record.cooperation = asked.cooperation and record.side = asked.side and record.kind = 'decision'
          and record.source = of_source
        order by record.seq, record.id;
    end if;
  end loop;
  perform set_config('handclasp.cooperation', carried, true), set_config('handclasp.side', carried_side, true);
end
$$;
