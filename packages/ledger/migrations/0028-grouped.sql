-- Groups of what was found: what a commitment is grouped by stands beside its words too, so that grouping those that
-- hold some words, or that have two things in common, reads what was found and no more. Words are made anew when the
-- ledger is opened.
truncate findable;
alter table findable add column tags text[] not null default '{}';
comment on column findable.tags is 'Of a commitment, what it is grouped by, as its words name it (=facet key).';

-- What commitments are grouped by no longer has to stand in the index of their keys.
alter table commitment drop constraint commitment_pkey, add constraint commitment_pkey primary key (cooperation, id);

-- How many commitments of a cooperation that hold all that is asked have each key of a facet; one that has none of it
-- has the empty key.
create function found_groups(
  for_cooperation text, anywhere tsquery, runs text[], from_day text, to_day text, facet text
)
returns table (key text, total integer) language plpgsql stable security definer rows 100
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  front text := '=' || facet || ' ';
  asked tsquery := anywhere && lexeme('@' || for_cooperation || ' ') && lexeme('=all ');
begin
  perform may_ask(for_cooperation, current_setting('handclasp.side', true));
  return query
    select substr(one.tag, length(front) + 1), count(*)::integer
    from findable, unnest(findable.tags) as one(tag)
    where words @@ asked
      and starts_with(one.tag, front)
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
    group by one.tag;
end
$$;
revoke execute on function found_groups from public;
grant execute on function found_groups to handclasp_app;
