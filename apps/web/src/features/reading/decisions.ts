/** What is decided on the findings of a page: accepted, corrected, rejected, taken back; and what was done last. */
import type { CooperationView, DecisionInput, FindingView, SourcePage } from '@handclasp/api/client'
import type { Correction, FindingId, PersonId } from '@handclasp/domain'
import { useState } from 'react'
import { usePlace } from '../../ui/place.tsx'
import type { MadeRecord } from '../../ui/versions.ts'
import { useWords } from '../../words/words.tsx'
import { unsentOn } from './unsent.ts'
import { stateOf } from './findings.ts'
import type { Choice } from './review.ts'
import { isSplittable } from './split.tsx'
import { useSteps } from './steps.ts'

/** What the chosen finding is being asked: why it is rejected, what it should say, or where it is cut in two. */
export type Asking = 'reason' | 'correction' | 'split' | null

/** As many decisions as the interface takes together. */
const TOGETHER = 2000

/** What deciding needs to know. */
export interface Matter {
  readonly page: SourcePage
  readonly choice: Choice
  readonly cooperation: CooperationView | null
  /** For a person: who they were said to be the same as. */
  readonly personOf: (finding: FindingView) => PersonId | null
  readonly records: ReadonlyMap<FindingId, MadeRecord>
  /** Told where somebody wants to decide before there is a cooperation. */
  readonly onAsk: () => void
}

/** Deciding on the findings of an article. */
export function useDecisions(matter: Matter) {
  const { say } = useWords()
  const { choice, cooperation, personOf, onAsk } = matter
  const { current } = choice
  const asks = useAsking(matter)
  const { asking, ask, goTo, waits, tellDecided } = asks
  const sending = useSteps(matter, asks)
  /** What went wrong is told until it is tried again, or left. */
  const askFor = (what: Asking) => {
    sending.dismiss()
    asks.askFor(what)
  }
  // What somebody is in the middle of writing about is not swept up with the rest.
  const rest = choice.order.filter((item) => waits(item) && !unsentOn(item.id)?.written).slice(0, TOGETHER)
  const accepted = (finding: FindingView, correction: Correction | null): DecisionInput => {
    return { finding: finding.id, verdict: 'accepted', correction, person: personOf(finding) }
  }
  const goOn = (from: FindingView) =>
    goTo(following(choice.order, from, (item) => item.id !== from.id && waits(item)) ?? from)
  const judge = (decision: DecisionInput, said: string) => {
    ask(null)
    if (!current) return
    if (!waits(current)) return tellDecided(current)
    if (!cooperation) return onAsk()
    void sending.send([decision], said)
    goOn(current)
  }
  const accept = () => {
    // What is half written is not passed over by a key.
    if (asking !== null) return askFor(asking)
    if (current) judge(accepted(current, null), say('finding.said.accepted', { words: current.words }))
  }
  const reject = (reason: string | null) => {
    if (!current) return
    const said = say('finding.said.rejected', { words: current.words })
    judge({ finding: current.id, verdict: 'rejected', reason }, said)
  }
  /** Accepts with what was written, in the place of what was decided before. */
  const correct = (correction: Correction | null) => {
    if (!current) return
    const said = say('finding.said.corrected', { words: current.words })
    const decision = accepted(current, correction)
    if (waits(current)) return judge(decision, said)
    ask(null)
    void sending.replace(current, decision, said)
  }
  const acceptRest = (note: string) => {
    // Something may have been begun since this was drawn.
    const these = rest.filter((item) => !unsentOn(item.id)?.written)
    ask(null)
    if (these.length === 0) return
    if (!cooperation) return onAsk()
    const said = [say('finding.said.rest', { n: these.length }), note].filter(Boolean).join(say('list.sentences'))
    // Where the address names nothing the page would go on to the next article that waits.
    if (current) choice.choose(current)
    void sending.send(
      these.map((finding) => accepted(finding, null)),
      said,
    )
  }
  const split = (at: number) => {
    ask(null)
    if (current) void sending.split(current, at)
  }
  return { ...sending, ...asks, askFor, split, accept, reject, correct, rest: rest.length, acceptRest }
}

/** What was asked of a finding; `summoned` where that was just now. */
interface Asked {
  readonly finding: FindingId | undefined
  readonly what: Asking
  readonly summoned: boolean
}

/** A sentence about the chosen finding: why a key did nothing, or what came of the last step. */
interface Told {
  readonly finding: FindingId | undefined
  readonly words: string
}

/** What the chosen finding is being asked, and the way to another one. */
function useAsking({ choice, cooperation, onAsk }: Matter) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { current } = choice
  const [asked, set] = useState<Asked | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [, draw] = useState(0)
  // What was asked of one finding is not asked of the next, however that came to be chosen.
  const here = asked?.finding === current?.id ? asked : null
  const asking = here ? here.what : (unsentOn(current?.id)?.asking ?? null)
  const summoned = here?.summoned ?? false
  const ask = (what: Asking, summons = false) => {
    setTold(null)
    set({ finding: current?.id, what, summoned: summons })
  }
  const tell = (words: string) => {
    setTold({ finding: current?.id, words })
    announce(words)
  }
  const tellDecided = (finding: FindingView) => {
    const state = stateOf(finding, cooperation?.id ?? null)
    if (state !== 'open') tell(say(`finding.decided.${state}`))
  }
  const waits = (finding: FindingView) => stateOf(finding, cooperation?.id ?? null) === 'open'
  /** Chooses a finding, and goes on where something was half written about it. */
  const goTo = (finding: FindingView) => {
    set(null)
    setTold(null)
    choice.choose(finding)
  }
  const askFor = (what: Asking) => {
    if (what === 'split' && current && !isSplittable(current)) return tell(say(whyWhole(current)))
    if (what === 'reason' && current && !waits(current)) return tellDecided(current)
    if (what !== null && what !== 'split' && !cooperation) return onAsk()
    ask(current ? what : null, what !== null)
  }
  const begin = () => draw((times) => times + 1)
  const toldHere = told?.finding === current?.id ? (told?.words ?? null) : null
  return { asking, summoned, told: toldHere, tell, tellDecided, ask, askFor, goTo, waits, begin }
}

/** Why a finding cannot be split. */
function whyWhole(finding: FindingView) {
  if (finding.decisions.length > 0) return 'split.whole.decided'
  return finding.kind === 'event' ? 'split.whole.event' : 'split.whole.package'
}

/** The next finding after one that is as wanted, going round. */
function following(
  order: readonly FindingView[],
  from: FindingView,
  wanted: (finding: FindingView) => boolean,
): FindingView | null {
  const index = order.findIndex((each) => each.id === from.id)
  return [...order.slice(index + 1), ...order.slice(0, index)].find(wanted) ?? null
}
