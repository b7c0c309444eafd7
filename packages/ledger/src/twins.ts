/** Twins: tables of the same form as those that are read, in a schema of their own, to be put in their place. */
import { sql as text, type Transaction } from 'kysely'
import type { Tables } from './database.ts'

/** The tables that are made of the entries alone, and can be made anew from them. */
export const PROJECTED = [
  'cooperation',
  'hosted',
  'record',
  'commitment',
  'commitment_count',
  'taken_in',
  'findable',
] as const

/** Where they are made anew; what lies there when nothing is being made was interrupted. */
export const DRAFT = 'rebuilding'
/** Where those that were read go on their way out. */
const AWAY = 'rebuilt'

/** The index of words: made once all words are there, for keeping it up word by word takes longer. */
const WORDS = 'findable_words'

/** Makes the twins, empty; those of an earlier, interrupted making are dropped. */
export async function makeTwins(transaction: Transaction<Tables>, token: string): Promise<void> {
  const run = (statement: string) => text.raw(statement).execute(transaction)
  await text`select pg_advisory_xact_lock(hashtext('handclasp rebuilding'))`.execute(transaction)
  // Whoever makes some now ends the page at hand first, and finds that it was taken over.
  if (await areThere(transaction)) await run(`lock table ${DRAFT}.run in access exclusive mode`)
  await run(`drop schema if exists ${DRAFT} cascade`)
  await run(`create schema ${DRAFT}`)
  for (const table of PROJECTED) for (const statement of await formOf(transaction, table)) await run(statement)
  await run(`create table ${DRAFT}.run (token text not null)`)
  const opened = 'cooperation text, side text, seen integer, received timestamptz, opening jsonb'
  await run(`create table ${DRAFT}.opened (${opened})`)
  await text`insert into ${text.table(`${DRAFT}.run`)} (token) values (${token})`.execute(transaction)
}

/**
 * The statements that make a twin of a table: its columns, keys and indexes under the same names, its policies and
 * grants, those on single columns too. Triggers and references to other tables are not carried over: these tables have
 * none.
 */
async function formOf(transaction: Transaction<Tables>, table: string): Promise<readonly string[]> {
  const { rows } = await text<{ statement: string }>`
    with here as (select c.* from pg_class c where c.oid = ${`public.${table}`}::regclass)
    select statement from (
      select 0 as place, '' as name, format('create table %I.%I (like public.%I including all excluding indexes)',
        ${DRAFT}::text, relname, relname) as statement from here
      union all
      select 1, conname, format('alter table %I.%I add constraint %I %s', ${DRAFT}::text, relname, conname,
        pg_get_constraintdef(k.oid)) from here join pg_constraint k on k.conrelid = here.oid
      where contype in ('p', 'u')
      union all
      select 2, i.indexrelid::regclass::text,
        replace(pg_get_indexdef(i.indexrelid), ' ON public.', format(' ON %I.', ${DRAFT}::text))
      from here join pg_index i on i.indrelid = here.oid
      where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        and i.indexrelid <> ${`public.${WORDS}`}::regclass
      union all
      select 3, '', format('comment on table %I.%I is %L', ${DRAFT}::text, relname,
        obj_description(here.oid, 'pg_class'))
      from here where obj_description(here.oid, 'pg_class') is not null
      union all
      select 4, '', format('alter table %I.%I enable row level security', ${DRAFT}::text, relname)
      from here where relrowsecurity
      union all
      select 5, '', format('alter table %I.%I force row level security', ${DRAFT}::text, relname)
      from here where relforcerowsecurity
      union all
      select 6, policyname, format('create policy %I on %I.%I as %s for %s to %s%s%s', policyname, ${DRAFT}::text,
        tablename, permissive, cmd, array_to_string(array(
          select case role when 'public' then 'public' else quote_ident(role) end from unnest(roles) as role
        ), ', '), ' using (' || qual || ')', ' with check (' || with_check || ')')
      from pg_policies, here where schemaname = 'public' and tablename = relname
      union all
      select 7, grantee::text || privilege_type, format('grant %s on %I.%I to %s', privilege_type, ${DRAFT}::text,
        relname, case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
      from here, aclexplode(relacl) where grantee <> relowner
      union all
      select 8, grantee::text || privilege_type || attname, format('grant %s (%I) on %I.%I to %s', privilege_type,
        attname, ${DRAFT}::text, relname,
        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
      from here join pg_attribute on attrelid = here.oid, aclexplode(attacl) where grantee <> relowner
    ) as forms order by place, name
  `.execute(transaction)
  return rows.map(({ statement }) => statement)
}

async function areThere(transaction: Transaction<Tables>): Promise<boolean> {
  const { rows } = await text<{ there: boolean }>`
    select to_regclass(${`${DRAFT}.run`}) is not null as there
  `.execute(transaction)
  return rows[0]?.there === true
}

/** Looks into the twins first, for the rest of the transaction; false where they are another's, or gone. */
export async function turnToTwins(transaction: Transaction<Tables>, token: string): Promise<boolean> {
  if (!(await areThere(transaction))) return false
  const own = await text`
    select token from ${text.table(`${DRAFT}.run`)} where token = ${token} for share
  `.execute(transaction)
  if (own.rows.length === 0) return false
  await text.raw(`set local search_path to ${DRAFT}, public`).execute(transaction)
  return true
}

/**
 * Makes the index of words, and lets the database know what is in the twins, so that it reads them well from the first
 * request on.
 */
export async function indexTwins(transaction: Transaction<Tables>): Promise<void> {
  const { rows } = await text<{ form: string }>`
    select replace(pg_get_indexdef(${`public.${WORDS}`}::regclass), ' ON public.', format(' ON %I.', ${DRAFT}::text))
      as form
  `.execute(transaction)
  await text.raw(rows[0]?.form ?? '').execute(transaction)
  for (const table of PROJECTED) await text.raw(`analyze ${DRAFT}.${table}`).execute(transaction)
}

/** Keeps the tables that are read where they are until the transaction ends. */
export async function holdTables(transaction: Transaction<Tables>): Promise<void> {
  await text.raw(`lock table ${PROJECTED.join(', ')} in access share mode`).execute(transaction)
}

/** Puts the twins in the place of what was read. Nobody may be writing; those who read wait for this alone. */
export async function putInPlace(transaction: Transaction<Tables>): Promise<void> {
  const run = (statement: string) => text.raw(statement).execute(transaction)
  await run('set local search_path to public')
  await run(`lock table ${PROJECTED.map((table) => `public.${table}`).join(', ')} in access exclusive mode`)
  await run(`drop schema if exists ${AWAY} cascade`)
  await run(`create schema ${AWAY}`)
  for (const table of PROJECTED) {
    await run(`alter table public.${table} set schema ${AWAY}`)
    await run(`alter table ${DRAFT}.${table} set schema public`)
  }
  await run(`drop schema ${AWAY} cascade`)
  await run(`drop schema ${DRAFT} cascade`)
}
