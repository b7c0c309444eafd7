import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SideId, VersionId } from './identifier.ts'
import { Deliberation, jointTerms, objectionTo } from './deliberation.ts'
import type { Digest } from './entry.ts'
import { agreedIn, courseOf, play, type Wish, World } from './courses.ts'
import { PlainDeliberation, type PlainTerms } from './plain-deliberation.ts'
import type { JointTerms, Stance, TermsAct, Voice } from './terms.ts'

/**
 * A line of acts in the order they were written: `A+v1` proposes the first terms, `A+v2<v1` a change of them, `A+v3!v1`
 * an ending, each binding all sides unless `(A,B)` says which; `B=v1` accepts, `B~v1` declines, `B-v1` withdraws. A `|`
 * lets all that was written so far reach everybody; what stands between two of them is written unseen by the others.
 * Hashes are the names of versions; where a name is claimed again, that proposal's hash is `v1@B`.
 */
function voicesOf(story: string, sides = 'AB'): readonly Voice[] {
  const acts = new Map([...sides].map((side) => [side, [] as TermsAct[]]))
  const proposed = new Set<string>()
  let seen: Record<string, number> = {}
  for (const word of story.split(/\s+/)) {
    if (word === '|') {
      seen = Object.fromEntries([...acts].map(([side, list]) => [side, list.length]))
      continue
    }
    const [, side = '', sign = '', version = '', link = '', parent = null, bound = sides] =
      /^([A-D])([+=~-])(v\d+(?:@[A-D])?)(?:([<!])(v\d+))?(?:\(([A-D,]+)\))?$/.exec(word) ?? []
    const list = acts.get(side) ?? []
    const of = sign === '+' && proposed.has(version) ? `${version}@${side}` : version
    if (sign === '+') proposed.add(version)
    list.push({
      seq: list.length + 1,
      seen: { ...seen, [side]: list.length },
      of,
      stance: ({ '+': 'accepted', '=': 'accepted', '~': 'declined', '-': 'withdrawn' } as const)[sign] as Stance,
      proposal:
        sign === '+'
          ? {
              version: version as VersionId,
              parent,
              bound: bound.replaceAll(',', '').split('') as unknown as readonly SideId[],
              ending: link === '!' ? { kind: 'terminated', successor: null } : null,
            }
          : null,
    })
  }
  return [...acts].map(([side, list]) => ({ side: side as SideId, head: list.length, acts: list }))
}

describe('the joint state of terms', () => {
  it.each([
    ['is proposed by one side alone', 'A+v1', 'proposed', null],
    ['[L33] is agreed when the other accepts', 'A+v1 | B=v1', 'agreed', 'v1'],
    ['is declined', 'A+v1 | B~v1', 'declined', null],
    ['can be accepted after it was declined', 'A+v1 | B~v1 | B=v1', 'agreed', 'v1'],
    ['is withdrawn before the other answered', 'A+v1 | A-v1', 'withdrawn', null],
    ['[L35] is withdrawn before the yes arrived', 'A+v1 | A-v1 B=v1', 'withdrawn', null],
    ['[L35] cannot be accepted once the withdrawal was seen', 'A+v1 | A-v1 | B=v1', 'withdrawn', null],
    ['[L35] is not undone once it was seen agreed', 'A+v1 | B=v1 | A-v1', 'agreed', 'v1'],
    ['[L35] is not undone by declining either', 'A+v1 | B=v1 | B~v1', 'agreed', 'v1'],
    ['[L34] is changed by a deeper version', 'A+v1 | B=v1 | B+v2<v1 | A=v2', 'agreed', 'v2'],
    ['stays in force while a change waits', 'A+v1 | B=v1 | B+v2<v1', 'amending', 'v1'],
    ['[L34] is answered with other terms', 'A+v1 | B+v2<v1 | A=v2', 'agreed', 'v2'],
    ['[L34] does not go back to what was passed by', 'A+v1 | B+v2<v1 | A=v2 | B=v1', 'agreed', 'v2'],
    ['[L35] is not undone by claiming its version', 'B+v1 | A=v1 | B+v2<v1 | A=v2 | A+v2<v1', 'agreed', 'v2'],
    ['[L36] ends by agreement', 'A+v1 | B=v1 | A+v2!v1 | B=v2', 'ended', 'v2'],
    ['[L36] does not end on one side’s word', 'A+v1 | B=v1 | A+v2!v1', 'ending', 'v1'],
    ['[L36] is opened again by a child of its ending', 'A+v1 | B=v1 | A+v2!v1 | B=v2 | B+v3<v2 | A=v3', 'agreed', 'v3'],
    ['[L36] waits to be opened again', 'A+v1 | B=v1 | A+v2!v1 | B=v2 | B+v3<v2', 'reopening', 'v2'],
    ['[L34] has two drafts side by side', 'A+v1 B+v2', 'proposed', null],
    ['[L34] takes one of two drafts once the other is withdrawn', 'A+v1 B+v2 | B-v2 | B=v1', 'agreed', 'v1'],
    ['[L34] does not accept beside an own draft', 'A+v1 B+v2 | B=v1', 'proposed', null],
    [
      '[L34] takes neither of two changes accepted at once',
      'A+v1 | B=v1 | A+v2<v1 B+v3<v1 | A=v3 B=v2',
      'amending',
      'v1',
    ],
    ['[L37] waits for what it rests on', 'B=v1', 'pending', null],
  ])('%s', (_, story, state, inForce) => {
    expect(jointTerms(voicesOf(story))).toMatchObject({ state, inForce })
  })

  it.each([
    ['[L33] needs all whom it binds', 'A+v1 | B=v1', 'proposed', null],
    ['[L33] needs nobody else', 'A+v1(A,B) | B=v1', 'agreed', 'v1'],
    ['[L33] needs those whom it lets go', 'A+v1 | B=v1 C=v1 | A+v2<v1(A,B) | B=v2', 'amending', 'v1'],
    ['[L33] lets go with everybody’s yes', 'A+v1 | B=v1 C=v1 | A+v2<v1(A,B) | B=v2 C=v2', 'agreed', 'v2'],
    ['[L33] takes a further side in with its yes', 'A+v1(A,B) | B=v1 | A+v2<v1 | B=v2', 'amending', 'v1'],
    ['[L33] is not for those whom it does not bind', 'A+v1(A,B) | C=v1', 'proposed', null],
  ])('of three sides %s', (_, story, state, inForce) => {
    expect(jointTerms(voicesOf(story, 'ABC'))).toMatchObject({ state, inForce })
  })

  it('[L34] lets the common ancestor stand where rivals were agreed, until one is ended', () => {
    const agreed = 'A+v1(A,B) C+v2(C,D) | B=v1 D=v2'
    expect(jointTerms(voicesOf(agreed, 'ABCD'))).toMatchObject({ state: 'rivals', inForce: null, rivals: ['v1', 'v2'] })
    const chosen = `${agreed} | C+v3!v2(C,D) | D=v3`
    expect(jointTerms(voicesOf(chosen, 'ABCD'))).toMatchObject({ state: 'agreed', inForce: 'v1', rivals: [] })
  })

  it('[L35] says whose yes came too late', () => {
    const [version] = jointTerms(voicesOf('A+v1 | A-v1 B=v1')).versions
    expect(version?.standpoints).toEqual([
      { side: 'A', stance: 'withdrawn', late: false },
      { side: 'B', stance: 'accepted', late: true },
    ])
  })

  it('[L37] counts nothing that rests on entries not held, and says which', () => {
    const [a, b] = voicesOf('A+v1 | B=v1 | A+v2<v1 | B=v2')
    if (!a || !b) throw new Error('two sides spoke')
    const partly = jointTerms([{ ...a, head: 1 }, b])
    expect(partly).toMatchObject({ state: 'agreed', inForce: 'v1', pending: [{ side: 'B', seq: 2 }] })
    expect(jointTerms([a, { ...b, head: 1 }])).toMatchObject({ state: 'amending', inForce: 'v1', pending: [] })
  })

  it.each([
    ['A+v1', 'B', '=v2', 'version-unknown'],
    ['A+v1', 'A', '=v1', 'already-said'],
    ['A+v1 | B+v2', 'B', '=v1', 'rival-accepted'],
    ['A+v1 | A-v1', 'B', '=v1', 'version-withdrawn'],
    ['A+v1 | B=v1', 'B', '-v1', 'version-agreed'],
    ['A+v1 | B=v1 | B+v2<v1 | A=v2', 'A', '=v1', 'already-said'],
    ['A+v1 | B+v2<v1 | A=v2', 'B', '=v1', 'version-superseded'],
    ['A+v1', 'B', '-v1', 'nothing-to-withdraw'],
    ['A+v1(A)', 'B', '=v1', 'side-not-bound'],
    ['A+v1', 'B', '+v1', 'version-exists'],
    ['B+v1', 'A', '+v1', 'version-exists'],
    ['B+v1 | A=v1 | B+v2<v1 | A=v2', 'A', '+v2<v1', 'version-exists'],
  ])('after %s it is refused that %s writes %s: %s', (story, side, word, code) => {
    const act = voicesOf(`${side}${word}`)
      .flatMap(({ acts }) => acts)
      .at(0)
    if (!act) throw new Error('nothing was written')
    const { of, stance, proposal } = act
    const saying = proposal ? { stance, proposal } : { of, stance, proposal }
    expect(objectionTo(voicesOf(story), side as SideId, saying)).toMatchObject({ code })
  })
})

const wish = fc.record<Wish>({
  kind: fc.constantFrom('propose', 'end', 'accepted', 'accepted', 'accepted', 'declined', 'withdrawn'),
  pick: fc.nat(7),
  bound: fc.nat(7),
})
const move = fc.oneof(
  fc.constant({ do: 'synchronise' as const }),
  fc.record({ do: fc.constant('write' as const), side: fc.nat(2), wish }),
  fc.record({
    do: fc.constant('deliver' as const),
    from: fc.nat(2),
    to: fc.nat(2),
    count: fc.integer({ min: 1, max: 4 }),
  }),
)
const moves = fc.array(move, { minLength: 10, maxLength: 40 })

describe.each(['AB', 'ABC'])('laws of terms between sides %s', (sides) => {
  const runs = { numRuns: 400 }

  it('[L38] the order of arrival, whole or partial, does not matter', () => {
    fc.assert(
      fc.property(moves, fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }), fc.nat(), (played, heads, turn) => {
        const world = new World(sides)
        play(world, played)
        const cut = world.whole().map((voice, index) => ({ ...voice, head: Math.min(voice.head, heads[index] ?? 0) }))
        const other = cut.map((voice) => ({ ...voice, acts: voice.acts.toReversed() }))
        const turned = [...other.slice(turn % other.length), ...other.slice(0, turn % other.length)]
        expect(jointTerms(turned)).toEqual(jointTerms(cut))
      }),
      runs,
    )
  })

  it('[L39] what a side was permitted to write counts wherever all it rests on is held', () => {
    fc.assert(
      fc.property(moves, (played) => {
        const world = new World(sides)
        play(world, played)
        for (const voice of world.whole()) {
          for (const act of voice.acts) {
            // Taking the act out and asking again gives what was asked when it was written.
            const before = world
              .whole()
              .map((one) => ({ ...one, head: one.side === voice.side ? act.seq - 1 : (act.seen[one.side] ?? 0) }))
            const { of, stance, proposal } = act
            const cut = before.map((one) => ({ ...one, acts: one.acts.filter(({ seq }) => seq <= one.head) }))
            expect(objectionTo(cut, voice.side, proposal ? { stance, proposal } : { of, stance, proposal })).toBeNull()
          }
        }
        expect(jointTerms(world.whole()).pending).toEqual([])
      }),
      runs,
    )
  })

  it('[L35] what everybody has seen agreed stays agreed, whatever is written after it', () => {
    let agreements = 0
    fc.assert(
      fc.property(moves, moves, (first, then) => {
        const world = new World(sides)
        play(world, first)
        world.synchronise()
        const agreed = agreedIn(world.whole())
        play(world, then)
        agreements += agreed.length
        expect(agreedIn(world.whole())).toEqual(expect.arrayContaining([...agreed]))
        for (const side of world.sides) {
          expect(agreedIn(world.heldBy(side))).toEqual(expect.arrayContaining([...agreed]))
        }
      }),
      runs,
    )
    expect(agreements).toBeGreaterThan(50)
  })

  it('[L40] at most one version is in force; it is agreed, and so is what its rivals have in common', () => {
    fc.assert(
      fc.property(moves, (played) => {
        const world = new World(sides)
        play(world, played)
        for (const held of [world.whole(), ...world.sides.map((side) => world.heldBy(side))]) {
          const { inForce, rivals, versions, state } = jointTerms(held)
          const found = versions.find(({ version }) => version === inForce)
          expect(inForce === null || found?.agreed).toBe(true)
          expect(rivals.length > 1).toBe(state === 'rivals')
        }
      }),
      runs,
    )
  })

  it('[L33] [L34] written one after another, it is what a plain count of yeses says', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ side: fc.nat(2), wish }), { maxLength: 25 }), (wishes) => {
        const world = new World(sides)
        for (const each of wishes) {
          world.write(world.sides[each.side % sides.length] as SideId, { ...each.wish, bound: 7 })
          world.synchronise()
        }
        expect(jointTerms(world.whole()).inForce).toBe(counted(world.whole()))
      }),
      runs,
    )
  })

  it('[L15] it is total, whatever is written', () => {
    fc.assert(
      fc.property(anything(sides), (voices) => {
        const { versions, inForce } = jointTerms(voices)
        expect(inForce === null || versions.some(({ version, agreed }) => version === inForce && agreed)).toBe(true)
      }),
      runs,
    )
  })

  it('[L33] [L34] [L35] [L39] whoever wrote, and whatever, it is what the plain rules say', () => {
    const ground = fc.option(fc.constant({ of: 'ground', bound: [...sides] as unknown as readonly SideId[] }))
    fc.assert(
      fc.property(
        fc.oneof(
          anything(sides),
          moves.map((played) => courseOf(sides, played)),
        ),
        ground,
        (voices, base) => {
          const [quick, plain] = [new Deliberation(voices, base), new PlainDeliberation(voices, base)]
          for (const { side, acts, head } of voices) {
            for (const { seq } of acts.filter((act) => act.seq <= head)) {
              expect(quick.objectionAt(side, seq)?.code ?? null).toBe(plain.objectionAt(side, seq))
            }
          }
          expect(plainly(quick.result())).toEqual(plainly(plain.result()))
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** What anybody could write, honest or not: names that clash, forged views, lines that go round. */
function anything(sides: string) {
  const side = fc.constantFrom(...([...sides, 'X'] as unknown as readonly SideId[]))
  const hash = fc.oneof(
    fc.constant('ground'),
    fc.tuple(side, fc.integer({ min: 1, max: 4 })).map(([one, seq]) => `${one}${seq}`),
  )
  const proposal = fc.record({
    version: fc.nat(2).map((number) => `v${number}` as VersionId),
    parent: fc.option(hash),
    bound: fc.array(side, { maxLength: 3 }),
    ending: fc.option(fc.constant({ kind: 'terminated' as const, successor: null })),
  })
  const act = fc.record<TermsAct>({
    seq: fc.integer({ min: 1, max: 9 }),
    seen: fc.dictionary(side, fc.nat(8)),
    of: hash,
    stance: fc.constantFrom('accepted', 'declined', 'withdrawn'),
    proposal: fc.option(proposal),
  })
  const acts = fc.uniqueArray(act, { selector: ({ seq }) => seq, maxLength: 8 })
  const voice = fc.record<Voice>({ side, head: fc.nat(9), acts }).map((one): Voice => {
    const hashOf = (each: TermsAct) => (each.proposal ? `${one.side}${each.seq}` : each.of)
    return { ...one, acts: one.acts.map((each) => ({ ...each, of: hashOf(each) })) }
  })
  return fc.uniqueArray(voice, { selector: (one) => one.side, maxLength: 4 })
}

/** A state by hashes alone, in no order. */
function plainly({ versions, inForce, rivals, pending }: PlainTerms | JointTerms) {
  const hashes = new Map<string, string>(
    versions.map((version) => ['version' in version ? String(version.version) : version.of, version.of]),
  )
  const shown = versions.map(({ of, by, seq, needed, standpoints, agreed, open }) => {
    return { of, by, seq, needed, standpoints, agreed, open }
  })
  const order = (list: readonly unknown[]) => new Set(list.map((each) => JSON.stringify(each)))
  const force = inForce === null ? null : hashes.get(inForce)
  return [order(shown), force, order(rivals.map((rival) => hashes.get(rival))), order(pending)]
}

/** The slow obvious way for acts written one after another and bound to all: who says yes to what, in that order. */
function counted(voices: readonly Voice[]): Digest | null {
  const acts = voices.flatMap(({ side, acts: list }) => list.map((act) => ({ ...act, side })))
  const order = (act: (typeof acts)[number]) => Object.values(act.seen).reduce((sum, seen) => sum + seen, act.seq)
  const yes = new Map<Digest, Set<SideId>>()
  let inForce: Digest | null = null
  for (const act of acts.toSorted((a, b) => order(a) - order(b))) {
    const said = yes.get(act.of) ?? new Set<SideId>()
    if (act.stance === 'accepted') said.add(act.side)
    else said.delete(act.side)
    yes.set(act.of, said)
    if (said.size === voices.length) inForce = act.of
  }
  return inForce
}
