-- A commitment that stands in several parts, of which some hold what is asked, is listed and counted once: by the first
-- of these. Nearly all stand in one, for which nothing more is read.
create or replace function all_found(
  for_cooperation text, anywhere tsquery, runs text[], from_day text, to_day text, most integer
)
returns setof text language plpgsql stable security definer rows 1000
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  asked tsquery := anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=all ');
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  return query
    select id from findable
    where words @@ asked
      and holds(title, body, folded, runs)
      and (part = 0 or not exists (
        select from findable as earlier
        where earlier.cooperation = findable.cooperation and earlier.side = findable.side
          and earlier.kind = findable.kind and earlier.id = findable.id and earlier.part < findable.part
          and earlier.words @@ asked and holds(earlier.title, earlier.body, earlier.folded, runs)
      ))
      and (from_day is null and to_day is null or exists (
        select from commitment
        where commitment.cooperation = for_cooperation and commitment.id = findable.id
          and (from_day is null or deadline >= from_day) and (to_day is null or deadline <= to_day)
      ))
    limit most;
end
$$;

create or replace function found_commitments(
  for_cooperation text, anywhere tsquery, runs text[], from_day text, to_day text, few boolean,
  by_column text, descending boolean, after_key text, after_id text, most integer
)
returns table (id text, key text)
language plpgsql stable security definer rows 100
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  mark text := case by_column when 'opened' then 'o' when 'changed' then 'w' when 'due' then 'd' end;
  direction text := case when descending then 'desc' else 'asc' end;
  further text := case when descending then '<' else '>' end;
  next_month text := format(
    'select left(%1$I, 7) from commitment where cooperation = $1 and %1$I %2$s $2 order by %1$I %3$s limit 1',
    by_column, further, direction
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
       and (not $6 or left(commitment.%1$I, 7) %2$s left($7, 7))
       and ($9 is null or commitment.deadline >= $9) and ($10 is null or commitment.deadline <= $10)
     order by commitment.%1$I %3$s, commitment.id %3$s limit $8',
    by_column, further, direction
  );
  asked tsquery := anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=all ');
  -- Strictly before or after all of the months gone through.
  bound text := case when descending then coalesce(left(after_key, 7) || '-99', '9999-99-99')
    else coalesce(left(after_key, 7), '') end;
  month text;
  months text[];
  rest boolean;
  given integer;
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  for turn in 0 .. 10000 loop
    months := '{}';
    rest := few
      or turn = 4 and (select count(*) from (select from findable where words @@ asked limit 1001) as so_many) <= 1000;
    while not rest and cardinality(months) < least(2 ^ turn, 8) loop
      execute next_month into month using for_cooperation, bound;
      exit when month is null;
      months := months || (mark || month);
      bound := month || case when descending then '' else '-99' end;
    end loop;
    exit when not rest and months = '{}';
    return query execute page using for_cooperation, case when rest then asked else asked && any_of(months) end,
      runs, after_key, after_id, rest and not few, bound, most, from_day, to_day;
    get diagnostics given = row_count;
    most := most - given;
    exit when most <= 0 or rest;
  end loop;
end
$$;
