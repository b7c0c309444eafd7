-- A payload may be deleted once an entry of its own chain says that it is erased; headers never.
drop trigger append_only on payload;
create trigger append_only before update or truncate on payload
  for each statement execute function refuse_change();

create function refuse_erasure() returns trigger language plpgsql as $$
begin
  if exists (
    select from entry
    where entry.cooperation = old.cooperation and entry.side = old.side and entry.chain = old.chain
      and entry.seq > old.seq and entry.kind = old.chain || '-erased@1' and entry.kind like '%-erased@1'
      and (entry.header::jsonb -> 'structure' ->> 'seq')::integer = old.seq
  ) then
    return old;
  end if;
  raise exception 'delete of payload is not allowed: no entry erases it' using errcode = '55000';
end
$$;
create trigger erased_only before delete on payload
  for each row execute function refuse_erasure();
create index entry_erasing on entry (cooperation, side, chain, seq) where kind like '%-erased@1';
