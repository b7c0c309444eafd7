import { type Command, COMMITMENT_ORDERS, type CommitmentId, FIELDS, fold, TERMS_STATES } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import type { CommitmentQuery } from './commitments.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { migrations } from './migrations.ts'
import { ALL, ACTOR, answer, EAST, joining, opening, OTHER, propose, WEST } from './worked.ts'

const LIST: CommitmentQuery = { ...ALL, limit: 100 }
const FIRST = 'com_1' as CommitmentId

describe.each(engines())('commitments on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const stateOf = async (id = FIRST) => (await ledger.commitment(ACTOR.cooperation, id))?.state
  const list = (query: Partial<CommitmentQuery> = {}) => ledger.commitments(ACTOR.cooperation, { ...LIST, ...query })

  it('[L33] [L36] is proposed by one side, agreed by both, changed and ended', async () => {
    expect(await ledger.post(ACTOR, propose('1', '1a'))).toMatchObject({ ok: true, value: [{ seq: 2 }] })
    expect(await list()).toMatchObject({ total: 1, rows: [{ id: FIRST, state: 'proposed', awaited: [WEST.id] }] })
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    expect(await stateOf()).toBe('agreed')
    await ledger.post(OTHER, propose('1', '1b', '1a'))
    expect(await stateOf()).toBe('amending')
    await ledger.post(ACTOR, answer('1', '1b', 'accepted'))
    const ending = { ...propose('1', '1c', '1b'), terms: null, ending: { kind: 'delivered', successor: null } } as never
    await ledger.post(ACTOR, ending)
    expect(await stateOf()).toBe('ending')
    await ledger.post(OTHER, answer('1', '1c', 'accepted'))
    const ended = await ledger.commitment(ACTOR.cooperation, FIRST)
    expect(ended).toMatchObject({ state: 'ended', inForce: 'ver_1c', terms: { text: '共建第1座海河联运码头' } })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L65] is chosen by who leads or supports', async () => {
    const lead = '霁原省交通运输厅'
    const supported = (id: string, name: string) => {
      const supporters = [{ side: WEST.id, organisation: { name, code: null } }]
      const { terms, ...rest } = propose(id, `${id}a`)
      return { ...rest, terms: { ...terms, supporters } } as Command
    }
    await ledger.post(ACTOR, propose('1', '1a'), supported('2', '翎川大学'), supported('3', lead))
    const charged = async (...names: readonly string[]) => {
      const { rows, total } = await list({ charged: names })
      return [rows.map(({ id }) => id), total]
    }
    expect(await charged('翎川大学')).toEqual([['com_2'], 1])
    expect(await charged(lead)).toEqual([['com_1', 'com_2', 'com_3'], 3])
    expect(await charged(lead, '翎川大学')).toEqual([['com_1', 'com_2', 'com_3'], 3])
    expect(await charged('川大')).toEqual([[], 0])
    const past = { day: '2999-01-01', known: 'now' } as const
    expect(await ledger.commitments(ACTOR.cooperation, { ...LIST, charged: ['翎川大学'] }, past)).toMatchObject({
      total: 1,
      rows: [{ id: 'com_2' }],
    })
  })

  it.each([
    ['a second root', [propose('1', '1b')], 'commitment-exists'],
    ['neither terms nor an ending', [{ ...propose('1', '1b', '1a'), terms: null }], 'terms-missing'],
    ['withdrawing what was agreed', [answer('1', '1a', 'withdrawn')], 'version-agreed'],
    ['saying yes twice', [answer('1', '1a', 'accepted')], 'already-said'],
    [
      'a side of another cooperation',
      [{ ...propose('2', '2a'), bound: ['sid_X'] } as never],
      'side-not-in-cooperation',
    ],
  ])('[L39] refuses %s, and writes nothing', async (_, commands, code) => {
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    expect(await ledger.post(ACTOR, ...commands)).toMatchObject({ ok: false, refusal: { code } })
    expect((await readRows(database.sql, { ...ACTOR, chain: 'shared' }, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('tells what a side said in its own order, even where its clock went back', async () => {
    const { cooperation } = ACTOR
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(ACTOR, answer('1', '1a', 'withdrawn'))
    await sql`update record set written = '2020-01-01T00:00:00.000Z' where kind = 'answer'`.execute(database.sql)
    const said = await ledger.sayings(cooperation, FIRST)
    expect(said.map(({ stance, version }) => [stance, version])).toEqual([
      ['proposed', 'ver_1a'],
      ['withdrawn', 'ver_1a'],
    ])
  })

  it('[L9] lets no third side speak', async () => {
    const third = { ...ACTOR, side: 'sid_X' as never }
    expect(await ledger.post(third, propose('1', '1a'))).toMatchObject({ refusal: { code: 'side-not-in-cooperation' } })
  })

  it('[L35] keeps one state where both sides answer at the same time, however often', async () => {
    const numbers = Array.from({ length: 25 }, (_, index) => `${index + 1}`)
    await ledger.post(ACTOR, ...numbers.map((number) => propose(number, `${number}a`)))
    const outcomes = await Promise.all(
      numbers.flatMap((number) => [
        ledger.post(ACTOR, answer(number, `${number}a`, 'withdrawn')),
        ledger.post(OTHER, answer(number, `${number}a`, 'accepted')),
      ]),
    )
    const { rows } = await list()
    rows.forEach(({ id, state, versions }) => {
      const [withdrawn, accepted] = [0, 1].map((index) => outcomes[(Number(id.slice(4)) - 1) * 2 + index]?.ok)
      // Both were written only where neither knew of the other: then the withdrawal wins and the yes is late.
      expect(state).toBe(withdrawn ? 'withdrawn' : 'agreed')
      const late = versions[0]?.standpoints.some((standpoint) => standpoint.late)
      expect(late).toBe(withdrawn === true && accepted === true)
    })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L4] leaves no gap where fifty write at once', async () => {
    // Several of them in turns by the first, and beside these by another, which knows nothing of their turns.
    const writers = [ledger, await openLedgerIn(database, place.folder)]
    const posted = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const command = propose(`${index + 1}`, `${index + 1}a`)
        return writers[index % 2]?.post(ACTOR, command) ?? Promise.reject(new Error('nobody writes'))
      }),
    )
    expect(posted.every(({ ok }) => ok)).toBe(true)
    const rows = await readRows(database.sql, { ...ACTOR, chain: 'shared' }, 0, 100)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1))
    expect(await list()).toMatchObject({ total: 50 })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L73] keeps no counter of what none has, whoever counts at once', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `${index + 1}`)
    const counters = async () =>
      (
        await sql<{ state: string; total: number }>`
        select state, total from commitment_count where facet = 'all' order by state
      `.execute(database.sql)
      ).rows
    // While each goes from those proposed to those agreed, the last one proposed is often the only one.
    const outcomes = await Promise.all(
      numbers.map(async (number) => {
        const proposed = await ledger.post(ACTOR, propose(number, `${number}a`))
        return [proposed, await ledger.post(OTHER, answer(number, `${number}a`, 'accepted'))]
      }),
    )
    expect(outcomes.flat().every(({ ok }) => ok)).toBe(true)
    expect(await counters()).toEqual([{ state: 'agreed', total: 20 }])
    const none = await sql`select from commitment_count where total <= 0`.execute(database.sql)
    expect(none.rows).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L22] holds for each side what folding its chain gives', async () => {
    await ledger.post(ACTOR, propose('1', '1a'), propose('2', '2a'))
    await ledger.post(OTHER, answer('1', '1a', 'accepted'), answer('2', '2a', 'declined'))
    for (const side of [EAST.id, WEST.id]) {
      const rows = await readRows(database.sql, { ...ACTOR, side, chain: 'shared' }, 0, 100)
      const folded = fold(ACTOR.cooperation, side, rows.map(entryOf))
      const kept = await sql<{ value: unknown }>`
        select value from record where side = ${side} order by seq
      `.execute(database.sql)
      expect(kept.rows.map(({ value }) => value)).toEqual([...folded.records.values()])
    }
  })

  it.each([
    ["update commitment set state = 'agreed'", 'record-differs'],
    ["update commitment set value = jsonb_set(value, '{terms,text}', '\"x\"')", 'record-differs'],
    ["update commitment set fields = '[]'", 'record-differs'],
    ['delete from commitment', 'record-missing'],
    ["update commitment set id = 'com_X'", 'record-missing'],
    ['update record set commitment = null', 'record-differs'],
    ['update commitment_count set total = total + 1', 'record-differs'],
    ['delete from commitment_count', 'record-differs'],
    ["update commitment set facets = '[]'", 'record-differs'],
    ["delete from hosted where side = 'sid_WEST'", 'record-missing'],
  ])('[L22] finds out: %s', async (statement, code) => {
    await ledger.post(ACTOR, propose('1', '1a'))
    await sql.raw(statement).execute(database.sql)
    expect((await ledger.verify()).faults).toContainEqual(expect.objectContaining({ code }))
  })

  describe('listed', () => {
    beforeEach(async () => {
      await ledger.post(ACTOR, ...['1', '2', '3', '4', '5'].map((number) => propose(number, `${number}a`)))
      await ledger.post(OTHER, answer('2', '2a', 'accepted'), answer('3', '3a', 'declined'))
    })
    it.each([
      [
        'state',
        [
          ['proposed', 3],
          ['agreed', 1],
          ['declined', 1],
        ],
      ],
      ['field', [['infrastructure', 5]]],
      ['lead', [['霁原省交通运输厅', 5]]],
      ['agreement', [[null, 5]]],
      [
        'month',
        [
          ['2027-02', 1],
          ['2027-03', 1],
          ['2027-04', 1],
          ['2027-05', 1],
          ['2027-06', 1],
        ],
      ],
    ] as const)('[L65] counts in groups by %s, in their order', async (by, groups) => {
      const found = await ledger.groups(ACTOR.cooperation, LIST, by)
      expect(found.map(({ key, total }) => [key, total])).toEqual(groups)
    })

    it('[L73] counts leads of one field and fields of one lead as they stand, and keeps that', async () => {
      const groups = async (filter: Partial<CommitmentQuery>, by: 'lead' | 'field') =>
        (await ledger.groups(ACTOR.cooperation, { ...LIST, ...filter }, by)).map(({ key, total }) => [key, total])
      const lead = '霁原省交通运输厅'
      expect(await groups({ fields: ['infrastructure'] }, 'lead')).toEqual([[lead, 5]])
      expect(await groups({ leads: [lead], states: ['proposed', 'agreed'] }, 'field')).toEqual([['infrastructure', 4]])
      expect(await groups({ without: 'field' }, 'lead')).toEqual([])
      const kept = () =>
        sql`select facet, key, state, total from commitment_count where facet like '% =%' order by 1, 2, 3`.execute(
          database.sql,
        )
      const counted = (await kept()).rows
      expect(counted).toHaveLength(6)
      // As what was counted before there were such counts is brought up.
      await sql`delete from commitment_count where facet like '% =%'`.execute(database.sql)
      expect((await ledger.verify()).faults).not.toEqual([])
      const text = migrations().find(({ name }) => name === '0023-pairs')?.text ?? ''
      await sql.raw(/insert into commitment_count[^;]*;/.exec(text)?.[0] ?? '').execute(database.sql)
      expect((await kept()).rows).toEqual(counted)
      expect((await ledger.verify()).faults).toEqual([])
    })

    it('[L65] a group counts what listing it finds, and only of what is asked for', async () => {
      const filter = { ...LIST, states: ['proposed', 'declined'] as const }
      for (const { key, total } of await ledger.groups(ACTOR.cooperation, filter, 'month')) {
        const month = { from: `${key}-01`, to: `${key}-31` }
        expect((await list({ ...filter, ...month })).total).toBe(total)
      }
    })

    it('[L65] makes what is chosen by of what stood before, as posting does', async () => {
      const text = migrations().find(({ name }) => name === '0013-views')?.text ?? ''
      const remade = /update commitment set[^;]*;/.exec(text)?.[0] ?? ''
      await sql.raw("update commitment set lacks = '[]', clause = null").execute(database.sql)
      expect((await ledger.verify()).faults).toHaveLength(5)
      await sql.raw(remade).execute(database.sql)
      expect((await ledger.verify()).faults).toEqual([])
    })

    const idsOf = async (query: Partial<CommitmentQuery>) => (await list(query)).rows.map(({ id }) => id.slice(4))

    it.each([
      ['by state', { states: ['agreed', 'declined'] }, ['2', '3']],
      ['by whose yes is awaited', { awaits: WEST.id }, ['1', '4', '5']],
      ['by words', { words: '第4座' }, ['4']],
      ['by the words of a lead', { words: '交通运输厅', limit: 2 }, ['1', '2']],
      ['by signs as they are', { words: '%' }, []],
      ['by field', { fields: ['ecology'] }, []],
      ['by any of the fields', { fields: ['ecology', 'infrastructure'], limit: 1 }, ['1']],
      ['by a lead', { leads: ['霁原省交通运输厅'], limit: 1 }, ['1']],
      ['by a lead of whose name only a part is said', { leads: ['交通运输厅'] }, []],
      ['by what is lacking: one side has no lead', { lacks: ['lead'], limit: 2 }, ['1', '2']],
      ['by what is lacking: nothing is', { lacks: ['measure', 'deadline'] }, []],
      ['by clause', { clause: '第2条' }, ['2']],
      ['by deadline, both days included', { from: '2027-03-28', to: '2027-04-28' }, ['2', '3']],
      ['by a day after all', { from: '2028-01-01' }, []],
      ['by an intention', { intention: 'int_1' as never }, []],
      ['by a page', { source: 'f'.repeat(64) as never }, []],
      ['by what they have none of', { without: 'agreement', states: ['agreed'] }, ['2']],
      ['by state, opened first within each', { order: 'state' }, ['1', '4', '5', '2', '3']],
      ['by state, the last first', { order: 'state', descending: true }, ['3', '2', '5', '4', '1']],
      ['by states in their order', { order: 'state', states: ['declined', 'agreed'] }, ['2', '3']],
      ['by field', { order: 'field', limit: 2 }, ['1', '2']],
      ['by deadline, last first', { order: 'deadline', descending: true }, ['5', '4', '3', '2', '1']],
    ] as const)('%s', async (_, query, ids) => {
      expect(await idsOf(query)).toEqual(ids)
    })

    it('[L100] in an order in which each state and field has its place', async () => {
      const asked = sql<{
        states: unknown
        fields: unknown
      }>`select states_placed() as states, fields_placed() as fields`
      const { rows } = await asked.execute(database.sql)
      expect(rows).toEqual([{ states: TERMS_STATES, fields: FIELDS }])
    })

    it.each(COMMITMENT_ORDERS)('[L100] page by page in the order of %s, nothing twice', async (order) => {
      for (const descending of [false, true]) {
        const seen: string[] = []
        let after: CommitmentQuery['after'] = null
        do {
          const page = await list({ order, descending, after, limit: 2 })
          expect(page.total).toBe(5)
          seen.push(...page.rows.map(({ id }) => id))
          after = page.after
        } while (after)
        expect(seen).toEqual((await list({ order, descending })).rows.map(({ id }) => id))
        expect(new Set(seen).size).toBe(5)
      }
    })
  })
})
