-- Who took a page in: it is seen, and its findings are judged, by its holders and those who work with them.
create table source_holder (
  source text not null references source (hash) on delete cascade,
  author text not null,
  primary key (source, author)
);
comment on table source_holder is 'Who took a page in: several where the same bytes came again from somebody else.';
create index source_holder_author on source_holder (author, source);
insert into source_holder (source, author)
select distinct source.hash, entry.author
from entry join source on source.hash = entry.header::jsonb #>> '{structure,source}'
where entry.cooperation = 'home' and entry.kind like 'source-kept@%';

do $$
declare
  name text;
begin
  foreach name in array array['source', 'source_holder', 'finding', 'split'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to %I using (true) with check (true)', name, current_user);
    execute format('grant select on %I to handclasp_app', name);
  end loop;
  -- Under the policy of holders, so that any of them is one of those who ask.
  foreach name in array array['finding', 'split'] loop
    execute format($policy$
      create policy held on %I to handclasp_app
      using (exists (select from source_holder where source_holder.source = %I.source))
      with check (exists (select from source_holder where source_holder.source = %I.source))
    $policy$, name, name, name);
  end loop;
end
$$;
create policy held on source_holder for select to handclasp_app
  using (author = any(string_to_array(current_setting('handclasp.authors', true), ' ')));
create policy held on source for select to handclasp_app
  using (exists (select from source_holder where source_holder.source = source.hash));
create policy read_again on source for update to handclasp_app
  using (exists (select from source_holder where source_holder.source = source.hash))
  with check (exists (select from source_holder where source_holder.source = source.hash));
-- By a function of the owner: every post would else wait until a question within the policy is planned.
create function is_held(page text) returns boolean language plpgsql stable security definer
set search_path = public, pg_temp as $$
begin
  return exists (
    select from source_holder
    where source = page and author = any(string_to_array(current_setting('handclasp.authors', true), ' '))
  );
end
$$;
revoke execute on function is_held from public;
grant execute on function is_held to handclasp_app;
drop policy pages on findable;
create policy pages on findable for select to handclasp_app using (cooperation = 'home' and is_held(id));

-- What was read in a page is written anew by a newer reader, and cut and joined by people. Pages are taken in and
-- erased by the installation, which writes its own chain.
grant update (reader, reading, articles) on source to handclasp_app;
grant insert, update, delete on finding, split to handclasp_app;

-- Whose pages are seen: null for all, where the owner asks.
create function authors_asking() returns text[] language plpgsql stable as $$
declare
  caller text := case current_setting('role') when 'none' then session_user else current_setting('role') end;
begin
  if pg_has_role(caller, current_user, 'member') then return null; end if;
  return string_to_array(coalesce(current_setting('handclasp.authors', true), ''), ' ');
end
$$;

-- Of some pages the first that bars what is posted: one that was erased, whoever held it, for nothing quotes it any
-- more; and of those that are judged one that only others hold, which has then no ground.
create function barred_among(quoted text[], judged text[]) returns table (hash text, ground text, erased text)
language plpgsql stable security definer rows 1 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  authors text[] := authors_asking();
begin
  return query
    select source.hash, source.ground, source.erased from source
    where source.hash = any(quoted) and (source.ground is not null or (
      authors is not null and source.hash = any(judged) and not exists (
        select from source_holder where source_holder.source = source.hash and source_holder.author = any(authors)
      )
    ))
    order by source.ground is null, source.hash limit 1;
end
$$;
revoke execute on function barred_among from public;
grant execute on function barred_among to handclasp_app;

-- What holds all that is asked, up to so many: what one side keeps in a cooperation, what all sides see there, and the
-- pages of those who ask.
-- What says it in its title first, then the newest. Months are gone through from the newest, ever more at a time;
-- once some are gone through in vain, all that is left is taken at once where it is little.
create or replace function found(
  for_cooperation text, for_side text, in_title tsquery, anywhere tsquery, runs text[], most integer
)
returns table (cooperation text, side text, kind text, id text, part integer, titled boolean, written text)
language plpgsql stable security definer rows 50
set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  authors text[] := authors_asking();
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
          and (authors is null or kind <> 'page' or exists (
            select from source_holder where source_holder.source = findable.id and source_holder.author = any(authors)
          ))
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
