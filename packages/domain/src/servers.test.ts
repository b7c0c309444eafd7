import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredEntry } from './entry.ts'
import type { SideId, VersionId } from './identifier.ts'
import { opened, type Server, SIDES, type Wish } from './servers.ts'

const wish = fc.record<Wish>({
  what: fc.constantFrom(
    'terms',
    'ending',
    'answer',
    'answer',
    'answer',
    'side',
    'side-answer',
    'side-answer',
    'join',
    'same',
  ),
  stance: fc.constantFrom('accepted', 'accepted', 'accepted', 'declined', 'withdrawn'),
  pick: fc.nat(11),
  bound: fc.nat(7),
})
const server = fc.nat(2)
/** Somebody posts; or some of what one server holds, in any order, reaches another; or all reaches all. */
const moves = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('post' as const), at: server, wish }),
    fc.record({ do: fc.constant('post' as const), at: server, wish }),
    fc.record({ do: fc.constant('pass' as const), from: server, to: server, some: fc.nat(), turn: fc.nat() }),
    fc.constant({ do: 'meet' as const }),
  ),
  { minLength: 10, maxLength: 30 },
)
type Moves = typeof moves extends fc.Arbitrary<infer Value> ? Value : never

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

function play(servers: readonly Server[], played: Moves, names: { next: number }): void {
  for (const move of played) {
    if (move.do === 'meet') meet(servers)
    else if (move.do === 'pass') {
      const entries = servers[move.from]?.entries ?? []
      servers[move.to]?.take(partOf(entries, move.some, move.turn))
    } else {
      const command = servers[move.at]?.commandFor(move.wish, `ver_${names.next++}` as VersionId)
      if (command) servers[move.at]?.post(command)
    }
  }
}

/** The third side is proposed, joins, and is accepted. */
const ADDING: Moves = (['side', 'join', 'side-answer'] as const).flatMap((what, index) => {
  const said = { what, stance: 'accepted', pick: 0, bound: 7 } as const
  return [{ do: 'post', at: [0, 2, 1][index] ?? 0, wish: said }, { do: 'meet' }] as const
})
const isAmong = (count: number) => (move: Moves[number]) => move.do !== 'post' || move.at < count

const runs = { numRuns: 200 }

describe.each([
  ['two', 2],
  ['three', 3],
])('whole ledgers of %s servers', (_, count) => {
  const begun = () => opened().slice(0, count)

  it('[L15] [L38] agree on everything once they hold the same, in whatever order it came', () => {
    fc.assert(
      fc.property(moves, fc.nat(), (played, turn) => {
        const servers = begun()
        play(servers, played, { next: 1 })
        meet(servers, turn)
        const [first, ...others] = servers.map((each) => each.joint())
        for (const other of others) expect(other).toEqual(first)
        expect(first?.composition.pending).toEqual([])
        expect(first?.commitments.flatMap(({ pending }) => pending)).toEqual([])
      }),
      runs,
    )
  })

  it('[L10] [L11] hold at every moment what folding their entries anew gives', () => {
    fc.assert(
      fc.property(moves, (played) => {
        const servers = begun()
        for (const move of played) {
          play(servers, [move], { next: servers.reduce((sum, { entries }) => sum + entries.length, 1) })
        }
        for (const each of servers) {
          expect(each.folded()).toEqual(each.positions())
          expect(each.joint(each.folded())).toEqual(each.joint())
        }
      }),
      runs,
    )
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
})

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
