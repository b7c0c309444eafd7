-- By what else commitments are chosen and counted in groups: made of the terms that hold.
alter table commitment
  alter column leads type jsonb using coalesce(
    jsonb_path_query_array(value, '$.terms.leads[*].organisation.name'), '[]'
  ),
  add column lacks jsonb not null default '[]',
  add column clause text,
  add column intention text,
  add column source text;
comment on column commitment.leads is 'Names of the organisations that lead, in the order of the terms.';
comment on column commitment.lacks is 'What the terms that hold lack: lead, measure, deadline.';
comment on column commitment.source is 'Hash of the page that its words are quoted from.';
update commitment set
  clause = value #>> '{terms,basis,clause}',
  intention = value #>> '{terms,basis,intention}',
  source = value #>> '{terms,basis,quote,source}',
  lacks = case when value -> 'terms' is null or value -> 'terms' = 'null' then '[]' else (
    select coalesce(jsonb_agg(lacked order by place), '[]')
    from (values
      (1, 'lead', exists (
        select from jsonb_array_elements(commitment.value -> 'versions') as listed (version),
          jsonb_array_elements(listed.version -> 'bound') as bound (side)
        where listed.version -> 'terms' = commitment.value -> 'terms'
          and not jsonb_path_query_array(commitment.value, '$.terms.leads[*].side') @> bound.side
      )),
      (2, 'measure', value #>> '{terms,measure,target}' is null),
      (3, 'deadline', value #>> '{terms,deadline}' is null)
    ) as looked (place, lacked, lacks)
    where lacks
  ) end;
create index commitment_intention on commitment (cooperation, intention) where intention is not null;

-- What a side keeps of its ledger to come back to: kept by the installation, no part of any chain.
create table saved_view (
  cooperation text not null,
  side text not null,
  id text not null,
  place integer not null,
  name text not null,
  address text not null,
  primary key (cooperation, side, id)
);
comment on column saved_view.place is 'Its place among the others of the side, from 0.';
comment on column saved_view.address is 'The part of the ledger''s address after the question mark.';
