/**
 * For tests and measurements: an invented world of realistic size, the same on every machine. Thirty-four regions
 * cooperate in pairs; each pair has its packages, agreements and texts, written by hand or read from the press, and its
 * commitments, proposed, answered, changed and ended over ten years. Both sides of a pair share the server.
 */
import {
  type Actor,
  type AuthorId,
  type Branded,
  type Command,
  type CommitmentId,
  type CooperationId,
  type Instant,
  minting,
  type Prefixed,
  type Side,
} from '@handclasp/domain'
import { Chance, seedOf } from './chance.ts'
import { agreementsOf } from './world-agreements.ts'
import { commitmentsOf } from './world-commitments.ts'
import { REGIONS } from './world-words.ts'

/** How large a world is. */
export interface WorldSize {
  readonly pairs: number
  /** Commitments of the first pair: one that has far more than the others shows what the longest list costs. */
  readonly first: number
  /** Commitments of each other pair. */
  readonly others: number
}

/** A pair has 50 to 100 joint tasks a year. */
const USUAL = 75
/** As many as there are pairs of regions. */
const MOST_PAIRS = (REGIONS.length * (REGIONS.length - 1)) / 2

/** A world so many times the usual size: once is 34 pairs with 2,550 commitments, a hundred times is 255,000. */
export function sizeOf(times: number): WorldSize {
  const pairs = Math.min(MOST_PAIRS, REGIONS.length * times)
  const first = Math.round(REGIONS.length * USUAL * times) - (pairs - 1) * USUAL
  return { pairs, first, others: USUAL }
}

/** Commands that one side posts together at one moment. */
export interface Step {
  readonly at: Instant
  readonly actor: Actor
  readonly commands: readonly Command[]
  /** The commitment of which nothing more is said after this. */
  readonly rests: CommitmentId | null
}

/** One cooperation between two regions, to be filled. */
export interface Pair {
  readonly seed: number
  readonly cooperation: CooperationId
  readonly sides: readonly [Side, Side]
  readonly actors: readonly [Actor, Actor]
  readonly commitments: number
}

const AUTHOR = 'local' as AuthorId
/** Milliseconds since 1970 of the first opening. */
export const BEGINNING = Date.UTC(2016, 3, 6, 1, 30)

/** An identifier that follows from chance and a time. */
export function idIn<Kind extends Prefixed>(chance: Chance, kind: Kind, time: number): Branded<Kind> {
  return minting(
    () => time,
    (size) => chance.bytes(size),
  )(kind)
}

/** A time as entries tell it. */
export function instantOf(time: number): Instant {
  return new Date(time).toISOString()
}

/** The pairs of a world, the largest first. */
export function pairsOf(seed: number, { pairs, first, others }: WorldSize): readonly Pair[] {
  const made: Pair[] = []
  for (let apart = 1; apart < REGIONS.length; apart++) {
    for (let one = 0; one < REGIONS.length && made.length < pairs; one++) {
      const other = (one + apart) % REGIONS.length
      // Half way round each pair comes twice.
      if (apart * 2 > REGIONS.length || (apart * 2 === REGIONS.length && one > other)) continue
      made.push(pairOf(seedOf(seed, made.length), [one, other], made.length === 0 ? first : others))
    }
  }
  return made
}

function pairOf(seed: number, regions: readonly [number, number], commitments: number): Pair {
  const chance = new Chance(seed)
  const cooperation = idIn(chance, 'cooperation', BEGINNING)
  const [own, other] = regions.map((region): Side => {
    const name = REGIONS[region] ?? ''
    return { id: idIn(chance, 'side', BEGINNING), mark: name.charAt(0), regions: [{ name, code: null }] }
  }) as [Side, Side]
  const actors = [own, other].map(({ id }) => ({ author: AUTHOR, cooperation, side: id })) as [Actor, Actor]
  return { seed, cooperation, sides: [own, other], actors, commitments }
}

/** All steps of a world, pair by pair, those of a pair in order of time. `publicKey` is the installation's. */
export function* worldOf(seed: number, size: WorldSize, publicKey: string): Generator<Step> {
  for (const pair of pairsOf(seed, size)) yield* stepsOf(pair, publicKey)
}

/** All steps of one pair: both sides open the cooperation, the first keeps agreements, both speak of commitments. */
export function* stepsOf(pair: Pair, publicKey: string): Generator<Step> {
  const { cooperation, sides, actors } = pair
  const name = `${sides.map(({ mark }) => mark).join('')}合作`
  for (const [index, actor] of actors.entries()) {
    const at = instantOf(BEGINNING + index * 60_000)
    const opening: Command = { kind: 'open-cooperation', cooperation, name, sides, by: actor.side, publicKey }
    yield { at, actor, commands: [opening], rests: null }
  }
  const agreements = yield* agreementsOf(pair)
  yield* commitmentsOf(pair, agreements)
}
