import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredEntry } from './entry.ts'
import type { SideId, VersionId } from './identifier.ts'
import { hasLapsed } from './lapse.ts'
import { fold } from './position.ts'
import { assertNever } from './refusal.ts'
import { COOPERATION, IDS, opened, type Server, SIDES, type Wish, WISHES } from './servers.ts'

const wish = fc.record<Wish>({
  what: fc.constantFrom(
    ...(['terms', 'terms', 'terms', 'ending', 'answer', 'answer', 'answer', 'answer'] as const),
    ...(['same', 'same', 'same', 'side', 'side-answer', 'side-answer', 'join', 'erase'] as const),
  ),
  stance: fc.constantFrom('accepted', 'accepted', 'accepted', 'declined', 'withdrawn'),
  pick: fc.nat(11),
  bound: fc.nat(7),
})
const server = fc.nat(2)
const FIRST_TERMS = {
  what: fc.constant('terms' as const),
  stance: fc.constant('accepted' as const),
  bound: fc.nat(7),
}
const post = fc.record({ do: fc.constant('post' as const), at: server, wish })
const ordinary = [
  post,
  post,
  post,
  fc.record({ do: fc.constant('pass' as const), from: server, to: server, some: fc.nat(), turn: fc.nat() }),
  fc.constant({ do: 'meet' as const }),
]
const lost = fc.integer({ min: 1, max: 3 })
const restoring = fc.record({ do: fc.constant('restore' as const), at: server, lost, wish })
const length = { minLength: 10, maxLength: 30 }
/** Somebody posts; or some of what one server holds, in any order, reaches another; or all reaches all. */
const moves = fc.array(fc.oneof(...ordinary), length)
/** The same, and a server is restored from a backup without the last that its side wrote, and writes on: that forks. */
const moreMoves = fc.array(fc.oneof(...ordinary, ...ordinary, restoring), length)
type Moves = typeof moreMoves extends fc.Arbitrary<infer Value> ? Value : never

/** A few first terms. */
const proposals = fc.array(
  fc.record({ do: fc.constant('post' as const), at: fc.nat(1), wish: fc.record({ ...FIRST_TERMS, pick: fc.nat(11) }) }),
  { minLength: 1, maxLength: 3 },
)

/** A part of what is held, which one a number says, turned round by another. */
function partOf(entries: readonly StoredEntry[], some: number, turn: number): readonly StoredEntry[] {
  const chosen = entries.filter((_, index) => ((some >> (index % 29)) + index) % 3 !== 0)
  const at = turn % Math.max(1, chosen.length)
  return [...chosen.slice(at), ...chosen.slice(0, at).toReversed()]
}

function meet(servers: readonly Server[], turn = 0): void {
  const all = servers.flatMap(({ entries }) => entries)
  servers.forEach((each, index) => each.take(partOf(all, -1, turn + index * 7)))
  servers.forEach((each) => each.take(all))
}

/** How often each kind of move did something: what was posted by what it was about. */
type Tally = Record<string, number>

function play(servers: readonly Server[], played: Moves, names: { next: number }, tally: Tally = {}): void {
  for (const move of played) {
    const did = made(servers, move, names)
    if (did) tally[did] = (tally[did] ?? 0) + 1
  }
}

/** Makes a move; says what it was if it did something. */
function made(servers: readonly Server[], move: Moves[number], names: { next: number }): string | null {
  const at = (where: number) => servers[where % servers.length]
  switch (move.do) {
    case 'meet':
      meet(servers)
      return 'meet'
    case 'pass':
      return at(move.to)?.take(partOf(at(move.from)?.entries ?? [], move.some, move.turn)) ? 'pass' : null
    case 'restore':
      return at(move.at)?.restore(move.lost) && posted(at(move.at), move.wish, names) ? 'restore' : null
    case 'post':
      return posted(at(move.at), move.wish, names) ? move.wish.what : null
    default:
      return assertNever(move)
  }
}

function posted(at: Server | undefined, wished: Wish, names: { next: number }): boolean {
  const command = at?.commandFor(wished, `ver_${names.next++}` as VersionId)
  return at !== undefined && command != null && at.post(command)
}

/** The third side is proposed, joins, and is accepted. */
const ADDING: Moves = (['side', 'join', 'side-answer'] as const).flatMap((what, index) => {
  const said = { what, stance: 'accepted', pick: 0, bound: 7 } as const
  return [{ do: 'post', at: [0, 2, 1][index] ?? 0, wish: said }, { do: 'meet' }] as const
})
/** A few first terms that all know of, and how far a third side has come. */
const beginnings = fc
  .tuple(proposals, fc.nat(ADDING.length))
  .map(([proposed, steps]): Moves => [...proposed, { do: 'meet' }, ...ADDING.slice(0, steps)])
const isAmong = (count: number) => (move: Moves[number]) => move.do !== 'post' || move.at < count

const runs = { numRuns: 200 }

describe.each([
  ['two', 2],
  ['three', 3],
])('whole ledgers of %s servers', (_, count) => {
  const begun = () => opened().slice(0, count)

  it('[L12] [L15] [L38] agree on everything once they hold the same, in whatever order it came', () => {
    const tally: Tally = { forked: 0 }
    fc.assert(
      fc.property(beginnings, moreMoves, fc.nat(), (first, then, turn) => {
        const servers = begun()
        play(servers, [...first.filter(isAmong(count)), ...then], { next: 1 }, tally)
        meet(servers, turn)
        const [joint, ...others] = servers.map((each) => each.joint())
        for (const other of others) expect(other).toEqual(joint)
        if (servers.some((each) => each.isForked())) tally['forked'] = (tally['forked'] ?? 0) + 1
        else {
          expect(joint?.composition.pending).toEqual([])
          expect(joint?.commitments.flatMap(({ pending }) => pending)).toEqual([])
        }
      }),
      runs,
    )
    expectAllOf(tally, count)
  })

  it('[L10] [L11] [L12] hold at every moment what folding their entries anew gives', () => {
    const tally: Tally = { forked: 0 }
    fc.assert(
      fc.property(beginnings, moreMoves, (first, then) => {
        const servers = begun()
        const names = { next: 1 }
        for (const move of [...first.filter(isAmong(count)), ...then]) {
          play(servers, [move], names, tally)
          for (const each of servers) expect(each.folded()).toEqual(each.positions())
        }
        for (const each of servers) expect(each.joint(each.folded())).toEqual(each.joint())
        if (servers.some((each) => each.isForked())) tally['forked'] = (tally['forked'] ?? 0) + 1
      }),
      runs,
    )
    expectAllOf(tally, count)
  })

  it('[L45] stand by structure as if nothing had been erased', () => {
    const seen = { erased: 0 }
    fc.assert(
      fc.property(beginnings, moves, (first, then) => {
        const servers = begun()
        play(servers, [...first.filter(isAmong(count)), ...then], { next: 1 })
        meet(servers)
        const whole = new Map(servers.flatMap(({ written }) => written).map((entry) => [entry.hash, entry]))
        const [held] = servers
        const entries = held?.entries ?? []
        expect(entries.length).toBe(whole.size)
        seen.erased += entries.filter(({ content }) => content === null).length
        const positions = IDS.map((id) => fold(COOPERATION, id, whole.values()))
        expect(withoutWords(held?.joint())).toEqual(withoutWords(held?.joint(positions)))
      }),
      runs,
    )
    expect(seen.erased).toBeGreaterThan(30)
  })

  it('[L35] [L40] [L70] keep what all have seen agreed, and one version in force at most', () => {
    const seen = { agreed: 0, added: 0 }
    fc.assert(
      fc.property(moves, moves, fc.nat(ADDING.length), (first, then, begins) => {
        const servers = begun()
        const names = { next: 1 }
        play(servers, [...ADDING.slice(0, begins).filter(isAmong(count)), ...first], names)
        meet(servers)
        const before = agreedIn(servers[0])
        seen.agreed += before.length
        seen.added += servers[0]?.joint().composition.sides.length === 3 ? 1 : 0
        play(servers, then, names)
        for (const each of servers) {
          expect(agreedIn(each)).toEqual(expect.arrayContaining([...before]))
          for (const { inForce, versions } of each.joint().commitments) {
            expect(inForce === null || versions.find(({ version }) => version === inForce)?.agreed).toBe(true)
          }
        }
      }),
      runs,
    )
    expect(seen.agreed).toBeGreaterThan(30)
    if (count === 3) expect(seen.added).toBeGreaterThan(20)
  })

  it('[L98] lapse alike everywhere, more from day to day, never one that was agreed; a later yes counts', () => {
    const seen = { lapsed: 0, agreed: 0 }
    fc.assert(
      fc.property(proposals, moves, (proposed, played) => {
        const servers = begun()
        play(servers, [...proposed, { do: 'meet' }, ...played], { next: 1 })
        meet(servers)
        const [before = [], within = [], after = []] = DAYS.map((day) => lapsedBy(servers[0], day))
        for (const each of servers) expect(DAYS.map((day) => lapsedBy(each, day))).toEqual([before, within, after])
        expect(before).toEqual([])
        expect(after).toEqual(expect.arrayContaining([...within]))
        const agreed = agreedIn(servers[0])
        for (const { of, commitment, version } of after) {
          expect(agreed).not.toContain(of)
          const yes = { kind: 'answer-terms', commitment, version, stance: 'accepted', note: null } as const
          for (const each of servers) each.post(yes)
        }
        meet(servers)
        seen.lapsed += after.length
        const late = agreedIn(servers[0]).filter((of) => after.some((each) => each.of === of))
        for (const of of late) expect(lapsedBy(servers[0], '2029-01-01').map((each) => each.of)).not.toContain(of)
        seen.agreed += late.length
      }),
      runs,
    )
    expect(seen.lapsed).toBeGreaterThan(30)
    expect(seen.agreed).toBeGreaterThan(10)
  })
})

/** A day before any deadline, one between the two, and one after both. */
const DAYS = ['2026-09-30', '2026-10-01', '2027-07-01']

/** The versions that have lapsed by a day, to who holds this. */
function lapsedBy(held: Server | undefined, day: string) {
  const commitments = held?.joint().commitments ?? []
  return commitments.flatMap(({ id, versions }) =>
    versions.filter((version) => hasLapsed(version, day)).map(({ of, version }) => ({ of, commitment: id, version })),
  )
}

/** Each kind of move did something, and there were forks: one that nothing ever came of would prove nothing. */
function expectAllOf(tally: Tally, count: number): void {
  const possible = [...WISHES.filter((what) => count === 3 || what !== 'join'), 'pass', 'meet', 'restore', 'forked']
  expect(possible.filter((what) => (tally[what] ?? 0) < 5)).toEqual([])
}

const WORDS = ['terms', 'note', 'name', 'mark', 'regions', 'institution']

/** The same without what was said in words. */
function withoutWords(joint: unknown): unknown {
  return JSON.parse(JSON.stringify(joint, (key, value: unknown) => (WORDS.includes(key) ? undefined : value)))
}

/** All that is agreed to who holds this: versions of terms, and sides added. */
function agreedIn(held: Server | undefined): readonly string[] {
  const { commitments, composition } = held?.joint() ?? { commitments: [], composition: { additions: [] } }
  const versions = [...commitments.flatMap((commitment) => commitment.versions), ...composition.additions]
  return versions.filter(({ agreed }) => agreed).map(({ of }) => of)
}

describe('adding a side', () => {
  const [east, west, third] = SIDES
  const VERSION = 'ver_1' as VersionId
  const name = '霁翎汐合作'
  const proposing = { kind: 'propose-side', version: VERSION, side: third, name, note: null } as const
  const saying = (stance: Wish['stance']) => ({ kind: 'answer-side', version: VERSION, stance, note: null }) as const
  const joining = { kind: 'join-cooperation', version: VERSION, publicKey: 'k' } as const
  const sidesOf = (held: Server) => held.joint().composition.sides.map(({ id }) => id)
  const proposed = () => {
    const [a, b, c] = opened() as [Server, Server, Server]
    const all = [a, b, c]
    meet(all)
    expect(a.post(proposing)).toBe(true)
    meet(all)
    return { a, b, c, all }
  }

  it('[L70] takes the yes of all sides there are, and that of the one added', () => {
    const { a, b, c, all } = proposed()
    expect(a.joint().composition.awaited).toEqual([west.id, third.id])
    expect(c.post(joining)).toBe(true)
    meet(all)
    expect(sidesOf(a)).toEqual([east.id, west.id])
    expect(b.post(saying('accepted'))).toBe(true)
    meet(all)
    for (const each of all) expect(sidesOf(each)).toEqual([east.id, west.id, third.id])
    expect(c.joint().composition).toMatchObject({ name, openingsDiffer: false, awaited: [] })
  })

  it('[L70] lets the added side speak of nothing else before all have accepted it', () => {
    const { b, c, all } = proposed()
    const terms = c.commandFor({ what: 'terms', stance: 'accepted', pick: 0, bound: 7 }, 'ver_9' as VersionId)
    if (!terms) throw new Error('there is always something to propose')
    expect(c.post(terms)).toBe(false)
    c.post(joining)
    expect(c.post(terms)).toBe(false)
    meet(all)
    b.post(saying('accepted'))
    meet(all)
    expect(c.post(terms)).toBe(true)
  })

  it('[L70] is not added where one side declines, and can be proposed anew', () => {
    const { a, b, c, all } = proposed()
    c.post(joining)
    b.post(saying('declined'))
    meet(all)
    expect(sidesOf(a)).toEqual([east.id, west.id])
    expect(a.joint().composition.additions).toMatchObject([{ open: false, side: { id: third.id } }])
    expect(a.post({ ...proposing, version: 'ver_2' as VersionId })).toBe(false)
    expect(a.post(saying('withdrawn'))).toBe(true)
    expect(a.post({ ...proposing, version: 'ver_2' as VersionId })).toBe(true)
  })

  it('[L70] binds the added side to nothing before it is one', () => {
    const { a, b, c, all } = proposed()
    const binding = (version: string) =>
      a.post({
        kind: 'propose-terms',
        commitment: 'com_1' as never,
        version: version as VersionId,
        parent: null,
        bound: [east.id, third.id],
        ending: null,
        terms: {} as never,
        note: null,
      })
    expect(binding('ver_8')).toBe(false)
    b.post(saying('accepted'))
    c.post(joining)
    meet(all)
    expect(binding('ver_9')).toBe(true)
  })

  it.each([
    ['a side that is one already', { ...third, id: west.id }],
    ['a region that stands on a side', { ...third, regions: west.regions }],
    ['a side without a name', { ...third, regions: [] }],
  ])('[L70] refuses %s', (_, side) => {
    const { a } = proposed()
    a.post(saying('withdrawn'))
    expect(a.post({ ...proposing, version: 'ver_2' as VersionId, side })).toBe(false)
    const institution = { name: '汐州大学', code: '12100000000000001X' }
    expect(a.post({ ...proposing, version: 'ver_3' as VersionId, side: { ...third, regions: [], institution } })).toBe(
      true,
    )
  })

  it('[L70] adds a fourth to three, with the yes of all', () => {
    const { a, b, c, all } = proposed()
    b.post(saying('accepted'))
    c.post(joining)
    meet(all)
    const fourth = { id: 'sid_D' as SideId, mark: '澜', regions: [{ name: '澜江省', code: null }] }
    expect(c.post({ ...proposing, version: 'ver_2' as VersionId, side: fourth })).toBe(true)
    meet(all)
    expect(a.joint().composition.awaited).toEqual([east.id, west.id, fourth.id])
  })
})
