/** For tests and measurements: the commitments of an invented pair: what is proposed, answered, changed and ended. */
import type {
  Actor,
  Command,
  CommitmentId,
  Ending,
  EndingKind,
  Side,
  SourceHash,
  Stance,
  Terms,
  VersionId,
} from '@handclasp/domain'
import { Chance, seedOf } from './chance.ts'
import { BEGINNING, idIn, instantOf, type Pair, type Step } from './world.ts'
import type { KeptAgreement } from './world-agreements.ts'
import {
  departmentOf,
  measureIn,
  milestonesIn,
  numeralOf,
  quoteIn,
  sentenceIn,
  strategyIn,
  tradeIn,
} from './world-words.ts'

const MINUTE = 60_000
const DAY = 24 * 60
/** Minutes from the end of the first year, when agreements are kept, over the nine years after it. */
const FROM = 365 * DAY
const SPAN = 9 * 365 * DAY

/** One thing said about a commitment: `version` counts from 0, `by` is the side. */
interface Move {
  /** Minutes since the beginning. */
  readonly minute: number
  readonly by: 0 | 1
  readonly version: number
  readonly said: 'terms' | EndingKind | Stance
}

/** How often things go which way. */
const ODDS = { open: 0.12, declined: 0.04, withdrawn: 0.03, changed: 0.15, left: 0.15, refused: 0.05, ended: 0.25 }

/** Everything that is ever said about one commitment, in order. */
function movesOf(chance: Chance): readonly Move[] {
  let minute = FROM + chance.below(SPAN)
  let version = 0
  const moves: Move[] = []
  const say = (by: 0 | 1, said: Move['said']) => {
    moves.push({ minute, by, version, said })
    minute += chance.between(1, 45) * DAY + chance.below(DAY)
  }
  const by = () => (chance.is(0.6) ? 0 : 1)
  const first = by()
  say(first, 'terms')
  const fate = chance.next()
  if (fate < ODDS.open) return moves
  if (fate < ODDS.open + ODDS.declined) {
    say(other(first), 'declined')
    return moves
  }
  if (fate < ODDS.open + ODDS.declined + ODDS.withdrawn) {
    say(first, 'withdrawn')
    return moves
  }
  say(other(first), 'accepted')
  for (version = 1; chance.is(ODDS.changed); version++) {
    const changing = by()
    say(changing, 'terms')
    const answer = chance.next()
    if (answer < ODDS.left) return moves
    say(other(changing), answer < ODDS.left + ODDS.refused ? 'declined' : 'accepted')
    if (answer < ODDS.left + ODDS.refused) return moves
  }
  if (!chance.is(ODDS.ended)) return moves
  const ending = by()
  say(ending, chance.one(['delivered', 'delivered', 'delivered', 'terminated', 'superseded']))
  if (!chance.is(ODDS.left)) say(other(ending), 'accepted')
  return moves
}

function other(by: 0 | 1): 0 | 1 {
  return by === 0 ? 1 : 0
}

/** The steps of a pair's commitments, all of them in order of time. */
export function* commitmentsOf(pair: Pair, agreements: readonly KeptAgreement[]): Generator<Step> {
  // Only what is said when is held for all of them; the words are made when their turn comes.
  const due: { readonly number: number; readonly move: Move; readonly isLast: boolean }[] = []
  for (let number = 0; number < pair.commitments; number++) {
    const moves = movesOf(new Chance(seedOf(pair.seed, 2, number)))
    moves.forEach((move, index) => due.push({ number, move, isLast: index === moves.length - 1 }))
  }
  due.sort((a, b) => a.move.minute - b.move.minute || a.number - b.number)
  for (const { number, move, isLast } of due) {
    const actor = pair.actors[move.by]
    const command = commandOf(pair, agreements, number, move, actor)
    const at = instantOf(BEGINNING + move.minute * MINUTE)
    yield { at, actor, commands: [command], rests: isLast ? command.commitment : null }
  }
}

function commandOf(
  pair: Pair,
  agreements: readonly KeptAgreement[],
  number: number,
  { version, said, minute }: Move,
  { side }: Actor,
): Extract<Command, { commitment: CommitmentId }> {
  const time = BEGINNING + minute * MINUTE
  const of = new Chance(seedOf(pair.seed, 3, number))
  // By its number: chance alone would give two of a quarter of a million the same.
  const commitment = idIn(of, 'commitment', BEGINNING + number)
  const named = versionIn(pair, number, version)
  const chance = new Chance(seedOf(pair.seed, 4, number, version))
  const note = chance.is(0.2) ? '请于一周内研究反馈，如有不同意见一并告知' : null
  if (said === 'accepted' || said === 'declined' || said === 'withdrawn') {
    return { kind: 'answer-terms', commitment, version: named, stance: said, note }
  }
  const bound = pair.sides.map(({ id }) => id)
  const parent = version === 0 ? null : versionIn(pair, number, version - 1)
  const proposal = { kind: 'propose-terms' as const, commitment, version: named, parent, bound, note }
  if (said !== 'terms') {
    const ending: Ending = { kind: said, successor: null }
    return { ...proposal, ending, terms: null }
  }
  return { ...proposal, ending: null, terms: termsIn(pair, agreements, of, chance, time, bound.indexOf(side)) }
}

function versionIn(pair: Pair, number: number, version: number): VersionId {
  return idIn(new Chance(seedOf(pair.seed, 5, number, version)), 'version', BEGINNING + number)
}

/** Terms: what they are about follows from the commitment, how they are worded from the version. */
function termsIn(
  pair: Pair,
  agreements: readonly KeptAgreement[],
  of: Chance,
  chance: Chance,
  time: number,
  leading: number,
): Terms {
  const trade = tradeIn(of)
  const agreement = agreements.length > 0 && of.is(0.85) ? of.one(agreements) : null
  const length = chance.between(90, 1_100)
  const dayAfter = (days: number) => instantOf(time + days * DAY * MINUTE).slice(0, 10)
  const charge = (index: number) => {
    const { id, regions } = pair.sides[index] ?? pair.sides[0]
    return { side: id, organisation: departmentOf(regions[0]?.name ?? '', trade, chance) }
  }
  const supporting = (index: number) => {
    const { id, regions } = pair.sides[index] ?? pair.sides[0]
    return { side: id, organisation: departmentOf(regions[0]?.name ?? '', tradeIn(chance), chance) }
  }
  const strategy = ({ id, regions }: Side) => ({ side: id, name: strategyIn(of, regions[0]?.name ?? '') })
  const words = chance.is(0.3) ? sentenceIn(trade, chance) : null
  const leads = chance.is(0.08) ? [] : chance.is(0.6) ? [charge(0), charge(1)] : [charge(leading)]
  const hasDeadline = chance.is(0.9)
  return {
    text: sentenceIn(trade, chance),
    fields: chance.is(0.2) ? [...new Set([trade.field, tradeIn(chance).field])] : [trade.field],
    basis: {
      agreement: agreement?.id ?? null,
      name: agreement?.name ?? null,
      clause: agreement ? `第${numeralOf(chance.between(1, agreement.clauses))}条` : null,
      intention: null,
      quote: words === null ? null : quoteIn(chance, words, 'e'.repeat(64) as SourceHash),
    },
    programmes: of.is(0.3) ? pair.sides.map(strategy) : [],
    leads,
    supporters: Array.from({ length: chance.one([0, 0, 1, 2, 3, 4]) }, (_, index) => supporting(index % 2)),
    measure: measureIn(trade, chance),
    start: chance.is(0.7) ? dayAfter(30) : null,
    deadline: hasDeadline ? dayAfter(30 + length) : null,
    milestones: milestonesIn(chance, (part) => (hasDeadline ? dayAfter(30 + Math.floor(length * part)) : null)),
  }
}
