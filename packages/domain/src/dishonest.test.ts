import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AGREED, agreedIn, type Forgery, playWithLiar, type Wish, World } from './courses.ts'
import { Deliberation, jointTerms } from './deliberation.ts'
import type { SideId, VersionId } from './identifier.ts'
import { PlainDeliberation } from './plain-deliberation.ts'
import type { Proposal, TermsAct, Voice } from './terms.ts'

const wish = fc.record<Wish>({
  kind: fc.constantFrom('propose', 'end', 'accepted', 'accepted', 'accepted', 'declined', 'withdrawn'),
  pick: fc.nat(7),
  bound: fc.nat(7),
})
const forgery = fc.record<Forgery>({
  stance: fc.constantFrom('accepted', 'declined', 'withdrawn', 'withdrawn'),
  proposes: fc.boolean(),
  pick: fc.nat(7),
  parent: fc.nat(7),
  claims: fc.array(fc.nat(24), { minLength: 3, maxLength: 3 }),
})
const side = fc.nat(2)
const lyingMove = fc.oneof(
  fc.constant({ do: 'synchronise' as const }),
  fc.record({ do: fc.constant('write' as const), side, wish }),
  fc.record({ do: fc.constant('deliver' as const), from: side, to: side, count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('forge' as const), forgery }),
)
const lyingMoves = fc.array(lyingMove, { minLength: 20, maxLength: 50 })
const runs = { numRuns: 300 }

/** What a chain shows that its side has seen of all: the furthest that its acts claim, as far as that is held. */
function shownBy(voices: readonly Voice[], whose: SideId): readonly Voice[] {
  const shown = new Map<SideId, number>()
  for (const { acts } of voices.filter(({ side: each }) => each === whose)) {
    for (const act of acts) {
      // What rests on entries that nobody wrote yet shows nothing.
      if (voices.some((other) => other.side !== whose && (act.seen[other.side] ?? 0) > other.head)) break
      for (const { side: other } of voices) shown.set(other, Math.max(shown.get(other) ?? 0, act.seen[other] ?? 0))
      shown.set(whose, act.seq)
    }
  }
  return voices.map((voice) => ({ ...voice, head: Math.min(voice.head, shown.get(voice.side) ?? 0) }))
}

describe.each(['AB', 'ABC'])('of sides %s the first lies', (sides) => {
  it('[L69] and nothing is agreed without the last word of each honest side to that very proposal', () => {
    let agreements = 0
    fc.assert(
      fc.property(lyingMoves, fc.nat(AGREED.length), (moves, begun) => {
        const world = new World(sides)
        playWithLiar(world, [...AGREED.slice(0, begun), ...moves])
        const voices = world.whole()
        for (const { agreed, needed, of } of jointTerms(voices).versions) {
          if (!agreed) continue
          for (const honest of needed.filter((one) => one !== world.sides[0])) {
            agreements++
            const own = voices.find((voice) => voice.side === honest)
            expect(own?.acts.findLast((act) => act.of === of)?.stance).toBe('accepted')
          }
        }
      }),
      runs,
    )
    expect(agreements).toBeGreaterThan(50)
  })

  it('[L69] and what the chains of all sides show that they saw agreed stays agreed', () => {
    let agreements = 0
    fc.assert(
      fc.property(lyingMoves, lyingMoves, fc.nat(10), (moves, then, between) => {
        const world = new World(sides)
        const first = [...moves.slice(0, between), ...AGREED]
        playWithLiar(world, first)
        const shown = world.sides.map((each) => agreedIn(shownBy(world.whole(), each)))
        const agreed = agreedIn(world.whole()).filter((of) => shown.every((versions) => versions.includes(of)))
        agreements += agreed.length
        playWithLiar(world, then)
        expect(agreedIn(world.whole())).toEqual(expect.arrayContaining(agreed))
      }),
      runs,
    )
    expect(agreements).toBeGreaterThan(50)
  })

  it('[L69] and what an honest side was permitted to write counts all the same', () => {
    fc.assert(
      fc.property(lyingMoves, (moves) => {
        const world = new World(sides)
        playWithLiar(world, moves)
        const all = new Deliberation(world.whole(), null)
        for (const voice of world.whole().slice(1)) {
          for (const { seq } of voice.acts) expect(all.objectionAt(voice.side, seq)).toBeNull()
        }
      }),
      runs,
    )
  })

  it('[L38] [L40] and all who hold the same see the same, with one version in force at most', () => {
    fc.assert(
      fc.property(lyingMoves, fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }), (moves, heads) => {
        const world = new World(sides)
        playWithLiar(world, moves)
        const cut = world.whole().map((voice, index) => ({ ...voice, head: Math.min(voice.head, heads[index] ?? 0) }))
        const turned = cut.toReversed().map((voice) => ({ ...voice, acts: voice.acts.toReversed() }))
        const joint = jointTerms(cut)
        expect(jointTerms(turned)).toEqual(joint)
        const plain = new PlainDeliberation(cut).result().versions.filter(({ agreed }) => agreed)
        expect(new Set(agreedIn(cut))).toEqual(new Set(plain.map(({ of }) => of)))
        const inForce = joint.versions.find(({ version }) => version === joint.inForce)
        expect(joint.inForce === null || inForce?.agreed).toBe(true)
      }),
      runs,
    )
  })
})

describe('a version whose name another proposal claims', () => {
  const [east, west] = ['A' as SideId, 'B' as SideId]
  const proposal = (bound: readonly SideId[]): Proposal => {
    return { version: 'v1' as VersionId, parent: null, bound, ending: null }
  }
  const honest: TermsAct = { seq: 1, seen: {}, of: 'h1', stance: 'accepted', proposal: proposal([east, west]) }
  const answer: TermsAct = { seq: 2, seen: { B: 1 }, of: 'h1', stance: 'accepted', proposal: null }
  const forged: TermsAct = { seq: 2, seen: {}, of: 'f1', stance: 'accepted', proposal: proposal([east, west]) }

  it('[L68] stays agreed and in force, and both go by their hashes', () => {
    const voices = [
      { side: west, head: 1, acts: [honest] },
      {
        side: east,
        head: 3,
        acts: [
          { ...forged, seq: 1 },
          { ...answer, seq: 3 },
        ],
      },
    ]
    const { versions, inForce } = jointTerms(voices)
    expect(inForce).toBe(null)
    expect(versions.map(({ version, agreed }) => [version, agreed])).toEqual([
      ['f1', false],
      ['h1', false],
    ])
    // Had it said yes first, the yes would stand with what it was said to.
    const yes = [
      { side: west, head: 1, acts: [honest] },
      {
        side: east,
        head: 3,
        acts: [
          { ...answer, seq: 2 },
          { ...forged, seq: 3 },
        ],
      },
    ]
    expect(jointTerms(yes)).toMatchObject({ inForce: 'h1', state: 'agreed' })
  })
})

/** Terms changed again and again, each time agreed: by how many steps that is worked out. */
function stepsOf(versions: number, late: boolean): number {
  const [a, b] = [[] as TermsAct[], [] as TermsAct[]]
  const bound = ['A' as SideId, 'B' as SideId]
  for (let at = 0; at < versions; at++) {
    const name = `v${String(at).padStart(5, '0')}`
    const parent = at === 0 ? null : `v${String(at - 1).padStart(5, '0')}`
    const proposal = { version: name as VersionId, parent, bound, ending: null }
    const [mine, theirs] = at % 2 === 0 ? [a, b] : [b, a]
    const seen = { A: a.length, B: b.length }
    mine.push({ seq: mine.length + 1, seen, of: name, stance: 'accepted', proposal })
    const then = { A: a.length, B: b.length }
    if (late || at === versions - 1) continue
    theirs.push({ seq: theirs.length + 1, seen: then, of: name, stance: 'accepted', proposal: null })
  }
  const deliberation = new Deliberation(
    [a, b].map((acts, index) => ({ side: bound[index] as SideId, head: acts.length, acts })),
    null,
  )
  expect(deliberation.result().versions.length).toBe(versions)
  return deliberation.steps
}

describe('what it costs', () => {
  it.each([
    ['each agreed', false],
    ['none agreed before the next', true],
  ])('grows as the versions do: %s', (_, late) => {
    const [some, many] = [stepsOf(250, late), stepsOf(2000, late)]
    expect(many / some).toBeLessThan(8.5)
    expect(many).toBeLessThan(200_000)
  })
})
