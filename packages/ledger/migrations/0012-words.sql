-- Search that reads no more than it shows. Words of a title are marked by ^ and stand once; beside the words stand what
-- narrows the looking: whose it is (@), the month it was written (w), of commitments also the months of their opening
-- and deadline (o, d) and what lists are filtered by (=). All words are made anew when the ledger is opened.
truncate findable;
alter table findable add column folded text;
comment on column findable.words is
  'Pairs of Han characters, other words, initials of names marked by ~; ^ marks those of the title; and what narrows.';
comment on column findable.folded is 'Title and body as words are looked for in them; null where they are so already.';
-- Words go into the index at once: what waits in a list beside it would be read whole by every search.
alter index findable_words set (fastupdate = off);
-- By whose it is in one: by cooperation and side apart it would be taken for a way to single rows.
create index findable_month on findable ((cooperation || ' ' || side), left(written, 7));

-- One word as it is asked for.
create function lexeme(word text) returns tsquery language sql immutable parallel safe
  return ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery;

-- Any of some words.
create function any_of(words text[]) returns tsquery language plpgsql immutable parallel safe as $$
declare
  word text;
  found tsquery;
begin
  foreach word in array words loop
    found := coalesce(found || lexeme(word), lexeme(word));
  end loop;
  return found;
end
$$;

-- Do some words stand in the title, or in title and body, as they were asked, not only pair by pair?
create function holds(title text, body text, folded text, runs text[]) returns boolean
  language sql immutable parallel safe
  return not exists (
    select from unnest(runs) as run
    where position(run in case when body is null then coalesce(split_part(folded, E'\x01', 1), title)
      else coalesce(folded, title || E'\x01' || body) end) = 0
  );

-- The functions below read words for their owner, so that no policy stands over them, and answer nothing but keys.
-- Where somebody else asks, it is for the cooperation and side that the transaction carries, and for no other.
create function may_ask(for_cooperation text, for_side text) returns void language plpgsql stable as $$
declare
  caller text := case current_setting('role') when 'none' then session_user else current_setting('role') end;
begin
  if pg_has_role(caller, current_user, 'member') then return; end if;
  if for_cooperation is distinct from current_setting('handclasp.cooperation', true)
    or for_side is distinct from current_setting('handclasp.side', true) then
    raise exception '% may not ask for side % of %', caller, for_side, for_cooperation using errcode = '42501';
  end if;
end
$$;

-- What holds all that is asked, up to so many: what one side keeps in a cooperation, what all sides see there, pages.
-- What says it in its title first, then the newest. Months are gone through from the newest, ever more at a time;
-- once some are gone through in vain, all that is left is taken at once where it is little.
create function found(
  for_cooperation text, for_side text, in_title tsquery, anywhere tsquery, runs text[], most integer
)
returns table (cooperation text, side text, kind text, id text, part integer, titled boolean, written text)
language plpgsql stable security definer rows 50
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  owners text[] := array[for_cooperation || ' ' || for_side, for_cooperation || ' ', 'home '];
  in_titles boolean;
  asked tsquery;
  within tsquery;
  bound text;
  month text;
  months text[];
  turn integer;
  rest boolean;
  given integer;
begin
  perform may_ask(for_cooperation, for_side);
  foreach in_titles in array array[true, false] loop
    asked := case when in_titles then in_title else anywhere end
      && any_of(array(select '@' || whose from unnest(owners) as whose));
    bound := '9999-99';
    for turn in 0 .. 10000 loop
      months := '{}';
      rest := turn = 4
        and (select count(*) from (select from findable where words @@ asked limit 1001) as few) <= 1000;
      while not rest and cardinality(months) < least(2 ^ turn, 8) loop
        month := (
          select max(newest.month)
          from unnest(owners) as whose, lateral (
            select left(written, 7) as month from findable
            where cooperation || ' ' || side = whose and left(written, 7) < bound
            order by left(written, 7) desc limit 1
          ) as newest
        );
        exit when month is null;
        months := months || ('w' || month);
        bound := month;
      end loop;
      exit when not rest and months = '{}';
      within := case when rest then asked else asked && any_of(months) end;
      return query
        select cooperation, side, kind, id, part, in_titles, written from findable
        where words @@ within
          -- A side's own things are found where it keeps them.
          and not (kind = 'sent' and starts_with(id, for_side))
          and (not rest or left(written, 7) < bound)
          and holds(title, case when in_titles then null else body end, folded, runs)
          and (in_titles or not (words @@ in_title and holds(title, null, folded, runs)))
        order by written desc, kind, id, part limit most;
      get diagnostics given = row_count;
      most := most - given;
      if most <= 0 then return; end if;
      exit when rest;
    end loop;
  end loop;
end
$$;

-- Which commitments of a cooperation hold all that is asked, in one order of theirs and after a key, up to so many.
create function found_commitments(
  for_cooperation text, anywhere tsquery, runs text[],
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
       select findable.id from findable where words @@ $2 and holds(title, body, folded, $3)
     )
     select commitment.id, commitment.%1$I from hit
     join commitment on commitment.cooperation = $1 and commitment.id = hit.id
     where ($4 is null or (commitment.%1$I, commitment.id) %2$s ($4, $5))
       and (not $6 or left(commitment.%1$I, 7) %2$s left($7, 7))
     order by commitment.%1$I %3$s, commitment.id %3$s limit $8',
    by_column, further, direction
  );
  asked tsquery := anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=commitment');
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
    rest := turn = 4 and (select count(*) from (select from findable where words @@ asked limit 1001) as few) <= 1000;
    while not rest and cardinality(months) < least(2 ^ turn, 8) loop
      execute next_month into month using for_cooperation, bound;
      exit when month is null;
      months := months || (mark || month);
      bound := month || case when descending then '' else '-99' end;
    end loop;
    exit when not rest and months = '{}';
    return query execute page using for_cooperation, case when rest then asked else asked && any_of(months) end,
      runs, after_key, after_id, rest, bound, most;
    get diagnostics given = row_count;
    most := most - given;
    exit when most <= 0 or rest;
  end loop;
end
$$;

-- How many commitments of a cooperation hold all that is asked, counted up to so many.
create function count_found(for_cooperation text, anywhere tsquery, runs text[], most integer)
returns integer language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  return (
    select count(*) from (
      select from findable
      where words @@ (anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=commitment'))
        and holds(title, body, folded, runs)
      limit most
    ) as few
  );
end
$$;

-- All commitments of a cooperation that hold all that is asked, whatever their number.
create function all_found(for_cooperation text, anywhere tsquery, runs text[])
returns setof text language plpgsql stable security definer rows 1000
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  return query
    select id from findable
    where words @@ (anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=commitment'))
      and holds(title, body, folded, runs);
end
$$;
