-- Counts of leads under each field and of fields under each lead, by which lists are narrowed most: so groups of what
-- is narrowed by one of these are read as counted, like all others. The facet `lead =field energy` has, by lead, those
-- of one field.

-- What a commitment is counted by: all that it has in common with others, and its fields and leads under each other.
create function counted(facets jsonb) returns table (facet text, key text, name text)
language sql immutable parallel safe rows 15 as $$
  select one ->> 0, one ->> 1, one ->> 2 from jsonb_array_elements(facets) as one
  union all
  select format('%s =%s %s', one ->> 0, under ->> 0, under ->> 1), one ->> 1, one ->> 2
  from jsonb_array_elements(facets) as under cross join jsonb_array_elements(facets) as one
  where (under ->> 0, one ->> 0) in (('field', 'lead'), ('lead', 'field'))
$$;

insert into commitment_count (cooperation, facet, key, name, state, total)
  select cooperation, facet, key, name, state, count(*) from commitment cross join lateral counted(facets)
  where facet like '% =%' group by cooperation, facet, key, name, state;
