import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Same, SameKind } from './entry.ts'
import type { SideId } from './identifier.ts'
import {
  type Claim,
  type ClaimVoice,
  objectionToSame,
  type Pair,
  sameness,
  standingFor,
  unitedState,
} from './sameness.ts'

const SIDES = ['sid_A', 'sid_B', 'sid_C'] as readonly string[] as readonly SideId[]

/** What happens: a side says something on its own server, or a server hears what another has of a side's chain. */
type Step =
  | {
      readonly say: number
      readonly to: number
      readonly mine: number
      readonly theirs: number
      readonly back: boolean
    }
  | { readonly hear: number; readonly of: number; readonly by: number }

const side = fc.nat({ max: 2 })
// Mostly of one thing each, so that sides often speak of the same two.
const number = fc.constantFrom(0, 0, 0, 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ say: side, to: side, mine: number, theirs: number, back: fc.boolean() }), weight: 3 },
  { arbitrary: fc.record({ hear: side, of: side, by: fc.integer({ min: 1, max: 6 }) }), weight: 2 },
)

/** A course of two or three sides, each on a server of its own, that say only what they may. */
class Course {
  readonly chains = new Map<SideId, Claim[]>()
  readonly held: Map<SideId, number>[]
  readonly sides: readonly SideId[]
  readonly of: SameKind
  /** Pairs that both of their sides held as one at some time. */
  readonly known = new Set<string>()

  constructor(count: number, of: SameKind) {
    this.of = of
    this.sides = SIDES.slice(0, count)
    for (const each of this.sides) this.chains.set(each, [])
    this.held = this.sides.map(() => new Map())
  }

  seenBy(server: number): readonly ClaimVoice[] {
    return this.sides.map((each) => {
      const head = this.held[server]?.get(each) ?? 0
      return { side: each, head, claims: this.chains.get(each)?.slice(0, head) ?? [] }
    })
  }

  whole(): readonly ClaimVoice[] {
    return this.sides.map((each) => {
      const claims = this.chains.get(each) ?? []
      return { side: each, head: claims.length, claims }
    })
  }

  take(next: Step): void {
    if ('hear' in next) this.#hear(next.hear, next.of, next.by)
    else this.#say(next)
    const views = this.sides.map((_, server) => onesIn(sameness(this.seenBy(server)).pairs))
    for (const [name, sides] of views.flatMap((view) => [...view])) {
      if (sides.every((each) => views[this.sides.indexOf(each)]?.has(name))) this.known.add(name)
    }
  }

  #hear(server: number, of: number, by: number): void {
    const told = this.sides[of]
    if (!told || !this.held[server] || server === of) return
    const most = this.held[of]?.get(told) ?? 0
    this.held[server]?.set(told, Math.min(most, (this.held[server]?.get(told) ?? 0) + by))
  }

  #say({ say, to, mine, theirs, back }: Extract<Step, { say: number }>): void {
    const [own, whose] = [this.sides[say], this.sides[to]]
    if (!own || !whose || own === whose) return
    const same: Same = {
      of: this.of,
      mine: `${this.of}_${own}${mine}`,
      theirs: `${this.of}_${whose}${theirs}`,
      whose,
      said: back ? 'taken-back' : 'same',
    }
    const voices = this.seenBy(say)
    if (objectionToSame(voices, own, same)) return
    const chain = this.chains.get(own) ?? []
    const seen = Object.fromEntries(voices.flatMap((voice) => (voice.side === own ? [] : [[voice.side, voice.head]])))
    chain.push({ ...same, seq: chain.length + 1, seen })
    this.held[say]?.set(own, chain.length)
    const pair = sameness(this.seenBy(say)).pairs.find(({ things }) => {
      const named = things.map(({ by, id }) => `${by} ${id}`)
      return named.includes(`${own} ${same.mine}`) && named.includes(`${whose} ${same.theirs}`)
    })
    // What decide permits counts at once, where it was said.
    expect(pair?.things.find(({ by }) => by === own)?.said).toBe(same.said)
  }
}

function onesIn(pairs: readonly Pair[]): ReadonlyMap<string, readonly SideId[]> {
  const ones = pairs.filter(({ state }) => state === 'one')
  return new Map(ones.map((pair) => [nameOf(pair), pair.things.map(({ by }) => by)]))
}

function nameOf({ of, things }: Pair): string {
  return JSON.stringify([of, things.map(({ by, id }) => [by, id])])
}

const course = fc
  .record({
    count: fc.integer({ min: 2, max: 3 }),
    of: fc.constantFrom<SameKind>('package', 'commitment', 'cooperation'),
    steps: fc.array(step, { maxLength: 40, size: 'max' }),
  })
  .map(({ count, of, steps }) => {
    const made = new Course(count, of)
    for (const next of steps) made.take(next)
    return made
  })

/** Claims that no `decide` would have written, on chains that claim to have seen whatever. */
const nonsense = fc
  .array(
    fc.record({
      by: side,
      of: fc.constantFrom<SameKind>('package', 'commitment'),
      mine: number,
      theirs: number,
      whose: side,
      said: fc.constantFrom<Same['said']>('same', 'taken-back'),
      seen: fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }),
    }),
    { maxLength: 14 },
  )
  .map((list) =>
    SIDES.map((own, index): ClaimVoice => {
      const claims = list
        .filter(({ by }) => by === index)
        .map(({ of, mine, theirs, whose, said, seen }, at): Claim => {
          const views = Object.fromEntries(SIDES.map((each, place) => [each, seen[place] ?? 0]))
          const words = { mine: `x${mine}`, theirs: `x${theirs}`, whose: SIDES[whose] ?? own }
          return { ...words, of, said, seq: at + 1, seen: views }
        })
      return { side: own, head: claims.length, claims }
    }),
  )

describe('what sides say to be the same', () => {
  it('[L50] is one once both said so, by a plain look at their last words', () => {
    fc.assert(
      fc.property(course, (made) => {
        const last = new Map<string, Same['said']>()
        for (const [own, chain] of made.chains) {
          for (const { mine, theirs, said } of chain) last.set(`${own} ${mine} ${theirs}`, said)
        }
        const { pairs, pending } = sameness(made.whole())
        expect(pending).toEqual([])
        for (const { state, things } of pairs) {
          const [a, b] = things
          const words = [last.get(`${a.by} ${a.id} ${b.id}`), last.get(`${b.by} ${b.id} ${a.id}`)]
          const same = words.filter((said) => said === 'same').length
          expect(state).toBe(same === 2 ? 'one' : same === 1 ? 'waiting' : 'taken-back')
        }
      }),
    )
  })

  it('[L51] stays one for good once both sides held it so, whatever they say after', () => {
    fc.assert(
      fc.property(course, fc.array(step, { maxLength: 20, size: 'max' }), (made, later) => {
        const before = [...made.known]
        for (const next of later) made.take(next)
        const ones = onesIn(sameness(made.whole()).pairs)
        for (const name of before) expect(ones.has(name)).toBe(true)
      }),
    )
  })

  it('[L38] [L50] comes out the same in whatever order it arrived, and whatever is still missing is named', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          course.map((made) => made.whole()),
          nonsense,
        ),
        fc.infiniteStream(fc.nat()),
        (voices, ranks) => {
          const shuffled = <Value>(list: readonly Value[]) =>
            list
              .map((value) => ({ value, rank: ranks.next().value as number }))
              .toSorted((a, b) => a.rank - b.rank)
              .map(({ value }) => value)
          const turned = shuffled(voices.map((voice) => ({ ...voice, claims: shuffled(voice.claims) })))
          expect(sameness(turned)).toEqual(sameness(voices))
          // Entry by entry in any order that has no gaps: at the end it is what it is from scratch.
          const heads = new Map(voices.map((voice) => [voice.side, 0]))
          for (const own of shuffled(voices.flatMap((voice) => voice.claims.map(() => voice.side)))) {
            heads.set(own, (heads.get(own) ?? 0) + 1)
            const part = voices.map((voice) => ({ ...voice, head: heads.get(voice.side) ?? 0 }))
            const cut = part.map((voice) => ({ ...voice, claims: voice.claims.slice(0, voice.head) }))
            expect(sameness(part)).toEqual(sameness(cut))
            const late = new Set(sameness(part).pending.map((one) => `${one.side} ${one.seq}`))
            for (const voice of cut) {
              for (const { seq, whose } of voice.claims) {
                const saw = voice.claims.map((one) => (one.seq <= seq ? (one.seen[whose] ?? 0) : 0))
                if (late.has(`${voice.side} ${seq}`)) expect(Math.max(...saw)).toBeGreaterThan(heads.get(whose) ?? 0)
              }
            }
          }
        },
      ),
    )
  })

  it('[L50] holds together by pairs, each thing in one list at most, on whatever was written', () => {
    fc.assert(
      fc.property(nonsense, (voices) => {
        const { ones, pairs } = sameness(voices)
        const key = (of: string, thing: { side: SideId | null; id: string }) =>
          JSON.stringify([of, thing.side, thing.id])
        const ties = pairs
          .filter(({ state }) => state === 'one')
          .map(({ of, things }) => things.map((each) => key(of, each)))
        const nodes = [...new Set(ties.flat())]
        // Slowly and plainly: spread from each thing along the ties until nothing more is reached.
        const reached = nodes.map((node) => {
          const all = new Set([node])
          for (let size = 0; size < all.size; ) {
            size = all.size
            for (const tie of ties) if (tie.some((each) => all.has(each))) for (const each of tie) all.add(each)
          }
          return [...all].sort()
        })
        const lists = ones.map(({ of, things }) => things.map((each) => key(of, each)).sort())
        const wanted = [...new Set(reached.map((list) => JSON.stringify(list)))].sort()
        expect(lists.map((list) => JSON.stringify(list)).sort()).toEqual(wanted)
        for (const list of lists) expect(list.length).toBeGreaterThan(1)
      }),
    )
  })
})

const claim = (seq: number, said: Same['said'], seen: number, own: SideId): Claim => {
  const [a, b] = SIDES as readonly [SideId, SideId]
  const [mine, theirs, whose] = own === a ? ['pkg_1', 'pkg_2', b] : ['pkg_2', 'pkg_1', a]
  return { of: 'package', mine, theirs, whose, said, seq, seen: { [whose]: seen } }
}

describe('two sides', () => {
  const [a, b] = SIDES as readonly [SideId, SideId]
  const voices = (mine: readonly Claim[], theirs: readonly Claim[], heads?: readonly [number, number]) => [
    { side: a, head: heads?.[0] ?? mine.length, claims: mine },
    { side: b, head: heads?.[1] ?? theirs.length, claims: theirs },
  ]
  const said = (list: readonly ClaimVoice[]) =>
    sameness(list).pairs.map(({ state, things }) => [
      state,
      ...things.map((each) => each.said + (each.late ? ' late' : '')),
    ])

  it.each([
    ['one has said it', [claim(1, 'same', 0, a)], [], ['waiting', 'same', 'silent']],
    ['both have', [claim(1, 'same', 0, a)], [claim(1, 'same', 1, b)], ['one', 'same', 'same']],
    ['both have, unknown to each other', [claim(1, 'same', 0, a)], [claim(1, 'same', 0, b)], ['one', 'same', 'same']],
    [
      'one takes it back before the other spoke',
      [claim(1, 'same', 0, a), claim(2, 'taken-back', 0, a)],
      [],
      ['taken-back', 'taken-back', 'silent'],
    ],
    [
      'one took it back, and the other said so without knowing that',
      [claim(1, 'same', 0, a), claim(2, 'taken-back', 0, a)],
      [claim(1, 'same', 1, b)],
      ['waiting', 'taken-back', 'same late'],
    ],
    [
      'one takes back what it has seen said by both',
      [claim(1, 'same', 0, a), claim(2, 'taken-back', 1, a)],
      [claim(1, 'same', 1, b)],
      ['one', 'same', 'same'],
    ],
    [
      'it is said again after it was taken back',
      [claim(1, 'same', 0, a), claim(2, 'taken-back', 0, a), claim(3, 'same', 1, a)],
      [claim(1, 'same', 1, b)],
      ['one', 'same', 'same'],
    ],
  ] as const)('[L51] where %s', (_, mine, theirs, stands) => {
    expect(said(voices(mine, theirs))).toEqual([stands])
  })

  it('[L37] [L51] a taking back that rests on what is not here yet is pending', () => {
    const mine = [claim(1, 'same', 0, a), claim(2, 'taken-back', 1, a)]
    const list = voices(mine, [claim(1, 'same', 1, b)], [2, 0])
    expect(sameness(list)).toMatchObject({ pending: [{ side: a, seq: 2 }], pairs: [{ state: 'waiting' }] })
  })

  it.each([
    ['the same again', 'same', 'same-already-said'],
    ['back what both said', 'taken-back', 'same-by-both'],
  ] as const)('[L52] may not say %s', (_, word, code) => {
    const both = voices([claim(1, 'same', 0, a)], [claim(1, 'same', 1, b)])
    expect(objectionToSame(both, a, claim(9, word, 0, a))).toMatchObject({ code })
  })

  it('[L52] may not take back what was never said, nor tie a thing to itself', () => {
    expect(objectionToSame([], a, claim(1, 'taken-back', 0, a))).toMatchObject({ code: 'same-never-said' })
    const itself: Same = { of: 'commitment', mine: 'com_1', theirs: 'com_1', whose: b, said: 'same' }
    expect(objectionToSame([], a, itself)).toMatchObject({ code: 'same-with-itself' })
    // Both sides can have read the same place of the same page: each has its own package of that name.
    expect(objectionToSame([], a, { ...itself, of: 'package' })).toBeNull()
  })
})

describe('commitments that are one', () => {
  const commitment = (id: string, state: string, inForce: string | null) => ({ id, state, inForce }) as never
  it.each([
    [
      'none is agreed',
      [commitment('com_1', 'proposed', null), commitment('com_2', 'declined', null)],
      { state: 'open' },
    ],
    [
      'one is in force',
      [commitment('com_2', 'amending', 'ver_1'), commitment('com_1', 'proposed', null)],
      { state: 'holds', holds: 'com_2', takenUp: ['com_1'] },
    ],
    [
      'several are',
      [
        commitment('com_2', 'agreed', 'ver_2'),
        commitment('com_1', 'rivals', null),
        commitment('com_3', 'ended', 'ver_3'),
      ],
      { state: 'rivals', rivals: ['com_1', 'com_2'] },
    ],
    [
      'all but one are ended',
      [commitment('com_2', 'ended', 'ver_2'), commitment('com_1', 'ending', 'ver_1')],
      { state: 'holds', holds: 'com_1', takenUp: ['com_2'] },
    ],
    [
      'all are ended',
      [commitment('com_2', 'ended', 'ver_2'), commitment('com_1', 'reopening', 'ver_1')],
      { state: 'open' },
    ],
  ])('[L50] where %s', (_, list, stands) => {
    expect(unitedState(list)).toEqual(stands)
    expect(unitedState(list.toReversed())).toEqual(stands)
  })

  const STATES = ['proposed', 'agreed', 'amending', 'ending', 'ended', 'reopening', 'declined', 'withdrawn', 'rivals']
  const some = fc.uniqueArray(
    fc.record({ at: fc.nat({ max: 9 }), state: fc.constantFrom(...STATES) }).map(({ at, state }) => {
      const held = /^(agreed|amending|ending|ended|reopening)$/.test(state) ? `ver_${at}` : null
      return { id: `com_${at}`, state, inForce: held } as unknown as Parameters<typeof standingFor>[0][number]
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
  )

  it('[L75] are represented by one in force, else by one that can still be agreed, in whatever order they came', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (list, ranks) => {
        const ranked = list.map((each) => ({ each, rank: ranks.next().value as number }))
        const standing = standingFor(list)
        expect(standingFor(ranked.toSorted((a, b) => a.rank - b.rank).map(({ each }) => each))).toBe(standing)
        const united = unitedState(list)
        if (united.state === 'holds') expect(standing.id).toBe(united.holds)
        if (united.state === 'rivals') expect(standing.id).toBe(united.rivals[0])
        const isOver = ({ state }: typeof standing) => ['ended', 'declined', 'withdrawn'].includes(state)
        if (united.state === 'open') expect(isOver(standing)).toBe(list.every(isOver))
      }),
    )
  })
})
