import { randomBytes } from 'node:crypto'
import {
  asked,
  COMMITMENT_ORDERS,
  type CommitmentOrder,
  type CooperationId,
  excerpt,
  FIELDS,
  FINDABLE_KINDS,
  type Findable,
  findableCommitment,
  findableOf,
  foundIn,
  type Grouping,
  GROUPINGS,
  initialsOf,
  type RecordKind,
  type SideId,
  type SourceHash,
  TERMS_STATES,
} from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSteps } from './bulk.ts'
import { Chance } from './chance.ts'
import type { CommitmentFilter, CommitmentQuery, ListedCommitment } from './commitments.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { keyOf } from './signing.ts'
import { ALL, isIn } from './worked.ts'
import { type Pair, pairsOf, type WorldSize, worldOf } from './world.ts'

/** More commitments than are taken at once, over more months than are gone through first. */
const SIZE: WorldSize = { pairs: 2, first: 1_200, others: 8 }

/** What stands there often, seldom, broken, mixed, apart, by initials, and not at all. */
const QUERIES =
  '平台、翎江市、抽水蓄能、水、省、联、共建 平台、农业农村厅 平台、能源局 冰雪旅游、hyp、q、第3批、3、海外仓库、平台台平、水蓄能电、台'

interface Told extends Findable {
  readonly key: string
  readonly written: string
}

/** What is found by going through everything there is. */
function byHand(all: readonly Told[], query: string) {
  const wanted = asked(query)
  const found = all.flatMap((one) => {
    const { title, body, names } = one
    const initials = names.flatMap(initialsOf)
    const own = names.filter((name) => title.includes(name)).flatMap(initialsOf)
    const titled = wanted.every((run) => isIn(title, own, run))
    const there = wanted.every((run) => isIn(title, initials, run) || isIn(body, initials, run))
    return there && wanted.length > 0 ? [{ ...one, titled }] : []
  })
  const order = (one: string, other: string) => (one < other ? -1 : Number(one > other))
  return found.sort((a, b) => Number(b.titled) - Number(a.titled) || order(b.written, a.written) || order(a.key, b.key))
}

/** A commitment as it is told; nothing where its words are gone. */
function told(commitment: ListedCommitment): readonly Told[] {
  const found = findableCommitment(commitment)
  return found ? [{ ...found, key: `commitment ${commitment.id}`, written: commitment.changed }] : []
}

/** What is asked: pieces of what stands there besides. */
function queries(all: readonly Told[]): readonly string[] {
  const chance = new Chance(3)
  const pieces = Array.from({ length: 8 }, () => {
    const { title, body } = chance.one(all)
    const text = chance.is(0.6) ? title : body
    const start = chance.below(Math.max(1, text.length - 2))
    return text.slice(start, start + chance.between(1, 6))
  })
  return [...QUERIES.split('、'), ...pieces]
}

/** A commitment with what it lacks. */
type Lacking = ListedCommitment & { readonly lacks: readonly string[] }

/** What is asked for beside words, by one thing and by several, and the same by going through everything. */
function filters(commitments: readonly Lacking[], own: SideId): readonly Partial<CommitmentFilter>[] {
  const terms = commitments.flatMap((one) => one.terms ?? [])
  const lead = terms[0]?.leads[0]?.organisation.name ?? terms[1]?.leads[0]?.organisation.name ?? ''
  const agreement = terms.find(({ basis }) => basis.agreement)?.basis.agreement
  const programme = terms.find(({ programmes }) => programmes.length > 0)?.programmes[0]?.name ?? ''
  const agreements = agreement ? [agreement] : []
  return [
    {},
    { states: ['agreed'] },
    { fields: ['energy'] },
    { states: ['agreed', 'proposed'], fields: ['energy'] },
    { fields: ['energy', 'ecology'] },
    { leads: [lead] },
    { leads: [lead], states: ['agreed', 'amending'] },
    { leads: [lead, '没有这个单位'], states: ['ended'] },
    { without: 'lead' },
    { agreements },
    { agreements, clause: '第三条' },
    { clause: '第三条' },
    { programme },
    { lacks: ['lead'] },
    { lacks: ['lead', 'deadline'], fields: ['energy'] },
    { awaits: own },
    { without: 'agreement' },
    { without: 'month', states: ['agreed'] },
    { from: '2021-03-01', to: '2021-03-31' },
    { from: '2021-03-15', to: '2021-05-14' },
    { from: '2023-01-01' },
    { from: '2021-03-15', to: '2021-05-14', fields: ['energy'] },
    { words: '平台', lacks: ['lead'] },
    { words: '平台', from: '2021-03-15', to: '2022-05-14', clause: '第三条' },
    { words: '海外仓库', fields: ['energy'] },
  ]
}

/** Is a commitment among what a filter asks for? */
function isChosen(one: Lacking, filter: CommitmentFilter): boolean {
  const { terms, state, awaited } = one
  const meets = <Key>(keys: readonly Key[], has: readonly (Key | null | undefined)[]) =>
    keys.length === 0 || keys.some((key) => has.includes(key))
  const deadline = terms?.deadline ?? null
  const { from, to, clause, programme, awaits, without, words } = filter
  return (
    meets(filter.states, [state]) &&
    meets(filter.fields, terms?.fields ?? []) &&
    meets(
      filter.leads,
      (terms?.leads ?? []).map(({ organisation }) => organisation.name),
    ) &&
    meets(filter.agreements, [terms?.basis.agreement]) &&
    meets(clause === null ? [] : [clause], [terms?.basis.clause]) &&
    meets(
      programme === null ? [] : [programme],
      (terms?.programmes ?? []).map(({ name }) => name),
    ) &&
    meets(filter.lacks, one.lacks) &&
    meets(awaits === null ? [] : [awaits], awaited) &&
    (without === null || keysOf(one, without).includes(null)) &&
    (from === null || (deadline !== null && deadline >= from)) &&
    (to === null || (deadline !== null && deadline <= to)) &&
    (words === null || byHand(told(one), words).length > 0)
  )
}

/** What a commitment is grouped by; null alone where it has none of it. */
function keysOf({ terms, state }: ListedCommitment, by: Grouping): readonly (string | null)[] {
  const keys = {
    state: [state],
    field: terms?.fields ?? [],
    lead: [...new Set((terms?.leads ?? []).map(({ organisation }) => organisation.name))],
    agreement: [terms?.basis.agreement ?? null],
    intention: [terms?.basis.intention ?? null],
    month: [terms?.deadline?.slice(0, 7) ?? null],
  }[by]
  return keys.length > 0 ? keys : [null]
}

/** How many have what in common, by going through them. */
function inGroups(chosen: readonly ListedCommitment[], filter: CommitmentFilter, by: Grouping) {
  const within: readonly string[] = by === 'field' ? filter.fields : by === 'lead' ? filter.leads : []
  const totals = new Map<string | null, number>()
  for (const key of chosen.flatMap((commitment) => keysOf(commitment, by))) {
    if (within.length === 0 || (key !== null && within.includes(key))) totals.set(key, (totals.get(key) ?? 0) + 1)
  }
  return totals
}

/** What an agreement is called in a cooperation: the least of the names that it is given there. */
function nameOf(commitments: readonly ListedCommitment[], agreement: string | null): string | null {
  const given = commitments.flatMap(({ terms }) => (terms?.basis.agreement === agreement ? [terms?.basis.name] : []))
  return (agreement !== null && given.filter((name) => name != null).sort()[0]) || null
}

/** A page breaks its lines anywhere, the lines of a text follow each other, those of a record are facts apart. */
function partingOf(key: string): string {
  return key.startsWith('page ') ? '' : key.startsWith('text ') ? ' ' : ' · '
}

/** What a commitment is put in order by. */
function sortedBy(one: ListedCommitment, order: CommitmentOrder): string {
  const placed = (place: number) => `${place < 0 ? 99 : place + 10} ${one.opened}`
  switch (order) {
    case 'deadline':
      return one.terms?.deadline ?? '9999-12-31'
    case 'state':
      return placed(TERMS_STATES.indexOf(one.state))
    case 'field':
      return placed(FIELDS.findIndex((field) => field === one.terms?.fields[0]))
    default:
      return one[order]
  }
}

describe.each(engines())('search beside going through everything on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let pair: Pair
  let own: SideId
  let all: readonly Told[]
  let commitments: readonly Lacking[]

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    const sealing = { signer: keyOf(place.folder), random: randomBytes }
    await writeSteps(database, sealing, worldOf(1, SIZE, ledger.publicKey))
    pair = pairsOf(1, SIZE)[0] as Pair
    own = pair.actors[0].side
    // Radicals and a broken line, as pages have them: ⽔ is a radical, 水 the character.
    const text = '霁原省与翎江市共建抽⽔蓄\n　能电站，贺云屏出席。'
    const bytes = new TextEncoder().encode(text)
    const page = { hash: 'c'.repeat(64) as SourceHash, name: '平台', published: null, encoding: 'utf-8', lines: null }
    const reading = { version: '1', length: text.length, published: null, articles: [] }
    await ledger.keepSource({ ...page, bytes, text, reading, findings: [] })
    commitments = await allCommitments(pair.cooperation)
    all = [...(await records(pair.cooperation)), ...commitments.flatMap(told)]
    const [source] = await ledger.listSources()
    all = [
      ...all,
      { key: `page ${page.hash}`, written: source?.received ?? '', title: page.name, body: text, names: [] },
    ]
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  async function allCommitments(cooperation: CooperationId): Promise<readonly Lacking[]> {
    const { rows: kept } = await sql<{ id: string; lacks: readonly string[] }>`
      select id, lacks from commitment where cooperation = ${cooperation} order by id
    `.execute(database.sql)
    const lacking = new Map(kept.map(({ id, lacks }) => [id, lacks]))
    const rows: Lacking[] = []
    for (let after: CommitmentQuery['after'] = null; ; ) {
      const some = await ledger.commitments(cooperation, { ...ALL, after })
      rows.push(...some.rows.map((row) => ({ ...row, lacks: lacking.get(row.id) ?? [] })))
      if (!some.after) return rows
      after = some.after
    }
  }

  async function records(cooperation: CooperationId): Promise<readonly Told[]> {
    const kinds = FINDABLE_KINDS.filter((kind) => kind !== 'commitment' && kind !== 'page') as readonly RecordKind[]
    const kept = await Promise.all(kinds.map((kind) => ledger.records(cooperation, own, kind)))
    return kept.flat().flatMap((record) => {
      const found = findableOf(record)
      return found ? [{ ...found, key: `${found.kind} ${record.id}`, written: record.written }] : []
    })
  }

  it('[L62] finds the same, in the same order, with the same words marked', async () => {
    for (const query of queries(all)) {
      const expected = byHand(all, query)
      for (const limit of [1, 200]) {
        const { rows, more } = await ledger.find(pair.cooperation, own, query, limit)
        const shown = rows.map(({ kind, id, at, excerpt: line }) => ({ key: `${kind} ${id}`, at, line }))
        const marked = expected.slice(0, limit).map(({ key, body }) => {
          return { key, at: foundIn(body, query)[0] ?? null, line: excerpt(body, query, 60, partingOf(key)) }
        })
        expect({ query, shown, more }).toEqual({ query, shown: marked, more: expected.length > limit })
      }
    }
  }, 60_000)

  it.each(COMMITMENT_ORDERS)(
    '[L44] lists the same commitments by %s, page after page',
    async (order) => {
      const key = (one: ListedCommitment) => sortedBy(one, order)
      for (const words of ['平台', '海外仓库', '抽水蓄能 共建', '省']) {
        for (const descending of [false, true]) {
          const states = words === '平台' ? (['agreed', 'amending'] as const) : []
          const holding = commitments
            .filter((one) => byHand(told(one), words).length > 0)
            .filter((one) => states.length === 0 || states.some((state) => state === one.state))
            .map((one) => `${key(one)} ${one.id}`)
            .sort()
          if (descending) holding.reverse()
          const listed: string[] = []
          const query = { ...ALL, words, states, order, descending, limit: 90 }
          let after: CommitmentQuery['after'] = null
          do {
            const page = await ledger.commitments(pair.cooperation, { ...query, after })
            listed.push(...page.rows.map((one) => `${key(one)} ${one.id}`))
            expect(page).toMatchObject({ total: Math.min(1_000, holding.length), more: holding.length > 1_000 })
            after = page.after
          } while (after)
          expect(listed).toEqual(holding)
        }
      }
    },
    60_000,
  )

  it('[L73] counts up to a bound what there is, be it in the newest months alone or in all', async () => {
    for (const word of ['省', '冰雪', '没有']) {
      const query = `'${word}' | '^${word}'`
      const asking = sql`${pair.cooperation}, ${query}::tsquery, '{}'::text[], null, null`
      const { rows } = await sql<{ all: number }>`select count(*) as all from all_found(${asking}, null)`.execute(
        database.sql,
      )
      for (const most of [1, 5, 40, 5_000]) {
        const counted = await sql<{ total: number }>`select count_found(${asking}, ${most}) as total`.execute(
          database.sql,
        )
        expect({ word, most, total: counted.rows[0]?.total }).toEqual({
          word,
          most,
          total: Math.min(most, rows[0]?.all ?? 0),
        })
      }
    }
  })

  it('[L73] narrows, counts and groups as if all had been gone through', async () => {
    for (const one of filters(commitments, own)) {
      const filter = { ...ALL, ...one }
      const chosen = commitments.filter((commitment) => isChosen(commitment, filter))
      const ids = chosen.map(({ id }) => id)
      const { rows, total, more } = await ledger.commitments(pair.cooperation, filter)
      expect({ one, ids: rows.map(({ id }) => id) }).toEqual({ one, ids: ids.slice(0, filter.limit) })
      expect({ one, total: more ? ids.length > 1_000 && total === 1_000 : total }).toEqual({
        one,
        total: more ? true : ids.length,
      })
      for (const by of GROUPINGS) {
        const groups = await ledger.groups(pair.cooperation, filter, by)
        expect({ one, by, groups: new Map(groups.map(({ key, total: counted }) => [key, counted])) }).toEqual({
          one,
          by,
          groups: inGroups(chosen, filter, by),
        })
        const named = groups.map(({ key, name }) => [key, name])
        const names = groups.map(({ key }) => [key, by === 'agreement' ? nameOf(commitments, key) : null])
        expect({ one, by, named }).toEqual({ one, by, named: names })
      }
    }
  }, 120_000)
})
