import { randomBytes } from 'node:crypto'
import {
  type Asked,
  asked,
  type CooperationId,
  excerpt,
  FINDABLE_KINDS,
  type Findable,
  findableCommitment,
  findableOf,
  foldedText,
  foundIn,
  initialsOf,
  type RecordKind,
  type SideId,
  type SourceHash,
  wordsOf,
} from '@handclasp/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSteps } from './bulk.ts'
import { Chance } from './chance.ts'
import { COMMITMENT_ORDERS, type CommitmentQuery, type ListedCommitment } from './commitments.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place } from './engines.ts'
import type { Ledger } from './ledger.ts'
import { keyOf } from './signing.ts'
import { ALL } from './worked.ts'
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

/** Is one run there, by going through all of a text? */
function isIn(text: string, initials: readonly string[], { run, groups }: Asked): boolean {
  if (/\p{Script=Han}/u.test(run)) return foldedText(text).includes(run)
  if (wordsOf(text).some((word) => word.startsWith(run))) return true
  return (groups[0]?.length ?? 0) > 1 && initials.some((one) => one.startsWith(`~${run}`))
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

describe.each(engines())('search beside going through everything on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: Ledger
  let pair: Pair
  let own: SideId
  let all: readonly Told[]
  let commitments: readonly ListedCommitment[]

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
    const page = { hash: 'c'.repeat(64) as SourceHash, name: '平台', published: null, encoding: 'utf-8', bytes, text }
    const reading = { version: '1', length: text.length, published: null, articles: [] }
    await ledger.keepSource({ ...page, reading, findings: [] })
    commitments = await allCommitments(pair.cooperation)
    all = [...(await records(pair.cooperation)), ...commitments.flatMap(told)]
    const [kept] = await ledger.listSources()
    all = [...all, { key: `page ${page.hash}`, written: kept?.received ?? '', title: page.name, body: text, names: [] }]
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  async function allCommitments(cooperation: CooperationId): Promise<readonly ListedCommitment[]> {
    const rows: ListedCommitment[] = []
    for (let after: CommitmentQuery['after'] = null; ; ) {
      const some = await ledger.commitments(cooperation, { ...ALL, after })
      rows.push(...some.rows)
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
          return { key, at: foundIn(body, query)[0] ?? null, line: excerpt(body, query, 60) }
        })
        expect({ query, shown, more }).toEqual({ query, shown: marked, more: expected.length > limit })
      }
    }
  }, 60_000)

  it.each(COMMITMENT_ORDERS)(
    '[L44] lists the same commitments by %s, page after page',
    async (order) => {
      const key = (one: ListedCommitment) => (order === 'deadline' ? (one.terms?.deadline ?? '9999-12-31') : one[order])
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
})
