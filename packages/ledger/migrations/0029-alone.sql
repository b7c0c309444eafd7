-- What one person sent alone, looked up by the entries that came of it: by an index, which a policy would keep from
-- being used, and so by their owner.

-- The entries that a sending names, each with the chain it stands in.
create function entries_sent(cooperation text, side text, numbers jsonb) returns text[]
language sql immutable parallel safe
  return array(select format('%s %s %s', cooperation, side, one) from jsonb_array_elements_text(numbers) as one);

create index record_sent on record using gin (entries_sent(cooperation, side, value -> 'sent')) where kind = 'sending';

create function sent_alone(for_cooperation text, for_side text, numbers integer[]) returns setof integer
language plpgsql stable security definer rows 10
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform may_ask(for_cooperation, for_side);
  return query
    select number from unnest(numbers) as number cross join lateral (
      select from record
      where kind = 'sending' and value -> 'fourEyes' = 'false'
        and entries_sent(cooperation, side, value -> 'sent')
          @> array[format('%s %s %s', for_cooperation, for_side, number)]
      limit 1
    ) as sending
    order by number;
end
$$;
revoke execute on function sent_alone from public;
grant execute on function sent_alone to handclasp_app;
