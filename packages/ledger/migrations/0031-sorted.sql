-- Lists of commitments by state and by field. What they go by begins with the place of the state, or of the first
-- field, in its order (99: none), and goes on with when the commitment was opened: 032026-05-19T…. What is new in these
-- orders goes behind all until a migration places it.
create function states_placed() returns text[] language sql immutable parallel safe
  return array['proposed', 'agreed', 'amending', 'ending', 'ended', 'reopening', 'declined', 'withdrawn', 'rivals',
    'pending'];
create function fields_placed() returns text[] language sql immutable parallel safe
  return array['industry', 'innovation', 'opening', 'agriculture', 'culture-tourism', 'infrastructure', 'energy',
    'ecology', 'finance', 'digital', 'health', 'education', 'talent', 'assistance', 'governance', 'other'];
create function place_in(names text[], name text) returns text language sql immutable parallel safe
  return lpad(coalesce(array_position(names, name), 99)::text, 2, '0');
alter table commitment
  add column by_state text not null generated always as (place_in(states_placed(), state) || opened) stored,
  add column by_field text not null generated always as (place_in(fields_placed(), fields ->> 0) || opened) stored;
-- Nothing went by the one it takes the place of.
drop index commitment_state;
create index commitment_by_state on commitment (cooperation, by_state, id);
create index commitment_by_field on commitment (cooperation, by_field, id);

-- Some stretches of an order, by the words that stand for them: months of a day, or of each state or field.
create function any_stretch(by_column text, stretches text[]) returns tsquery language plpgsql immutable parallel safe
as $$
declare
  front text := case by_column when 'by_state' then '=state ' when 'by_field' then '=field ' end;
  names text[] := case by_column when 'by_state' then states_placed() when 'by_field' then fields_placed() end;
  mark text := case by_column when 'changed' then 'w' when 'due' then 'd' else 'o' end;
  stretch text;
  name text;
  one tsquery;
  found tsquery;
begin
  foreach stretch in array stretches loop
    one := lexeme(mark || right(stretch, 7));
    name := names[left(stretch, 2)::integer];
    if front is not null and name is not null then one := one && lexeme(front || name); end if;
    found := coalesce(found || one, one);
  end loop;
  return found;
end
$$;

-- In any of the orders: by a day, stretches are months; by state or field, the months of each. One that has several
-- fields stands under the first alone.
create or replace function found_commitments(
  for_cooperation text, anywhere tsquery, runs text[], from_day text, to_day text, few boolean,
  by_column text, descending boolean, after_key text, after_id text, most integer
)
returns table (id text, key text)
language plpgsql stable security definer rows 100
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  width integer := case when by_column in ('by_state', 'by_field') then 9 else 7 end;
  at_first integer := case when by_column in ('by_state', 'by_field') then 8 else 1 end;
  direction text := case when descending then 'desc' else 'asc' end;
  further text := case when descending then '<' else '>' end;
  next_stretch text := format(
    'select left(%1$I, %4$s) from commitment where cooperation = $1 and %1$I %2$s $2 order by %1$I %3$s limit 1',
    by_column, further, direction, width
  );
  page text := format(
    'with hit as materialized (
       select findable.id from findable
       where words @@ $2 and holds(title, body, folded, $3) and (part = 0 or not exists (
         select from findable as earlier
         where earlier.cooperation = findable.cooperation and earlier.side = findable.side
           and earlier.kind = findable.kind and earlier.id = findable.id and earlier.part < findable.part
           and earlier.words @@ $2 and holds(earlier.title, earlier.body, earlier.folded, $3)
       ))
     )
     select commitment.id, commitment.%1$I from hit
     join commitment on commitment.cooperation = $1 and commitment.id = hit.id
     where ($4 is null or (commitment.%1$I, commitment.id) %2$s ($4, $5))
       and (not $6 or left(commitment.%1$I, %4$s) %2$s left($7, %4$s))
       and ($11 is null or left(commitment.%1$I, %4$s) = any ($11))
       and ($9 is null or commitment.deadline >= $9) and ($10 is null or commitment.deadline <= $10)
     order by commitment.%1$I %3$s, commitment.id %3$s limit $8',
    by_column, further, direction, width
  );
  asked tsquery := anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=all ');
  -- Strictly before or after all of the stretches gone through.
  bound text := case when descending then coalesce(left(after_key, width) || '-99', '9999-99-99')
    else coalesce(left(after_key, width), '') end;
  stretch text;
  stretches text[];
  rest boolean;
  given integer;
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  for turn in 0 .. 10000 loop
    stretches := '{}';
    rest := few
      or turn = 4 and (select count(*) from (select from findable where words @@ asked limit 1001) as so_many) <= 1000;
    while not rest and cardinality(stretches) < at_first * least(2 ^ turn, 8) loop
      execute next_stretch into stretch using for_cooperation, bound;
      exit when stretch is null;
      stretches := stretches || stretch;
      bound := stretch || case when descending then '' else '-99' end;
    end loop;
    exit when not rest and stretches = '{}';
    return query execute page using for_cooperation,
      case when rest then asked else asked && any_stretch(by_column, stretches) end, runs, after_key, after_id,
      rest and not few, bound, most, from_day, to_day, case when not rest and width > 7 then stretches end;
    get diagnostics given = row_count;
    most := most - given;
    exit when most <= 0 or rest;
  end loop;
end
$$;
