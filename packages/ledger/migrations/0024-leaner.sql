-- Words that many hold, read leaner.

-- Do some runs stand in the title, or in title and body, as they were asked, not only pair by pair? Runs are patterns
-- of `like`. One expression without a query in it: it stands where it is asked, instead of being called for each row.
create or replace function holds(title text, body text, folded text, runs text[]) returns boolean
  language sql immutable parallel safe
  return case when body is null then coalesce(split_part(folded, E'\x01', 1), title)
    else coalesce(folded, title || E'\x01' || body) end like all (runs);

-- How many commitments of a cooperation hold all that is asked, up to so many. Of what many hold, some months have so
-- many alone, and the index reads little for these; else all are counted.
create function count_found(
  for_cooperation text, anywhere tsquery, runs text[], from_day text, to_day text, most integer
)
returns integer language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  bound text := '9999-99';
  months text[] := '{}';
  counted integer;
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  if from_day is null and to_day is null then
    for turn in 1 .. 8 loop
      select left(opened, 7) into bound from commitment
        where cooperation = for_cooperation and opened < bound order by opened desc limit 1;
      exit when not found;
      months := months || ('o' || bound);
    end loop;
    counted := (select count(*) from (
      select all_found(for_cooperation, anywhere && any_of(months), runs, null, null, most)
    ) as few);
    if counted >= most then return counted; end if;
  end if;
  return (select count(*) from (
    select all_found(for_cooperation, anywhere, runs, from_day, to_day, most)
  ) as every_one);
end
$$;
revoke execute on function count_found from public;
grant execute on function count_found to handclasp_app;

-- With what groups are counted by, so that grouping what was found does not read the commitments themselves.
alter table commitment drop constraint commitment_pkey,
  add constraint commitment_pkey primary key (cooperation, id) include (state, fields, agreement, intention, deadline);
