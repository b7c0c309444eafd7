/** What is decided on the findings of a page: accepted, corrected, rejected, taken back; and what was done last. */
import type { CooperationView, DecisionInput, FindingView, SourcePage } from '@handclasp/api/client'
import type { CooperationId, Correction, FindingId, PersonId } from '@handclasp/domain'
import { useRef, useState } from 'react'
import { useDecide, useUndo } from '../../requests/queries.ts'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { decisionOf, stateOf } from './findings.ts'
import type { Choice } from './review.ts'

/** Decisions sent together in this visit, and taken back together. */
interface Step {
  readonly cooperation: CooperationId
  readonly findings: readonly FindingId[]
  readonly sent: Promise<unknown>
}

/** What the chosen finding is being asked: why it is rejected, or what it should say. */
export type Asking = 'reason' | 'correction' | null

/** As many decisions as the interface takes together. */
const TOGETHER = 2000

/** What deciding needs to know. */
export interface Matter {
  readonly page: SourcePage
  readonly choice: Choice
  readonly cooperation: CooperationView | null
  /** For a person: who they were said to be the same as. */
  readonly personOf: (finding: FindingView) => PersonId | null
  /** Told where somebody wants to decide before there is a cooperation. */
  readonly onAsk: () => void
}

/** Deciding on the findings of an article. */
export function useDecisions(matter: Matter) {
  const { say } = useWords()
  const { choice, cooperation, personOf, onAsk } = matter
  const { current } = choice
  const sending = useSending(matter)
  const [asking, ask] = useState<Asking>(null)
  const waits = (finding: FindingView) => stateOf(finding, cooperation?.id ?? null) === 'open'
  const rest = choice.order.filter(waits).slice(0, TOGETHER)
  const accepted = (finding: FindingView, correction: Correction | null): DecisionInput => {
    return { finding: finding.id, verdict: 'accepted', correction, person: personOf(finding) }
  }
  const goOn = (from: FindingView) =>
    choice.choose(following(choice.order, from, (item) => item.id !== from.id && waits(item)) ?? from)
  const judge = (decision: DecisionInput, said: string) => {
    ask(null)
    if (!current || !waits(current)) return
    if (!cooperation) return onAsk()
    void sending.send([decision], said)
    goOn(current)
  }
  const accept = () => {
    if (current) judge(accepted(current, null), say('finding.said.accepted', { words: current.words }))
  }
  const reject = (reason: string | null) => {
    if (!current) return
    const said = say('finding.said.rejected', { words: current.words })
    judge({ finding: current.id, verdict: 'rejected', reason }, said)
  }
  /** Accepts with what was written; what was decided before is taken back first. */
  const correct = (correction: Correction | null) => {
    if (!current) return
    const said = say('finding.said.corrected', { words: current.words })
    const decision = accepted(current, correction)
    if (waits(current)) return judge(decision, said)
    ask(null)
    void sending.takeBack(current).then((gone) => (gone ? sending.send([decision], said) : undefined))
  }
  const acceptRest = () => {
    ask(null)
    if (rest.length === 0) return
    if (!cooperation) return onAsk()
    const said = say('finding.said.rest', { n: rest.length })
    // Where the address names nothing the page would go on to the next article that waits.
    if (current) choice.choose(current)
    void sending.send(
      rest.map((finding) => accepted(finding, null)),
      said,
    )
  }
  const askFor = (what: Asking) => {
    if (what !== null && !cooperation) return onAsk()
    if (what === 'reason' && current && !waits(current)) return
    ask(current ? what : null)
  }
  return { ...sending, asking, askFor, accept, reject, correct, rest: rest.length, acceptRest }
}

/** Sends decisions, keeps them as steps, and takes the last one or any back. */
function useSending({ page, choice, cooperation }: Matter) {
  const { say } = useWords()
  const { announce } = usePlace()
  const decide = useDecide(page.hash)
  const undo = useUndo(page.hash)
  const [failure, fail] = useState<{ readonly finding: string; readonly error: unknown } | null>(null)
  const [steps, keep] = useState<readonly Step[]>([])
  const underWay = useRef(new Set<FindingId>())
  const chooseById = (id: FindingId | undefined) => {
    const finding = page.items.find((item) => item.id === id)
    if (finding) choice.choose(finding)
  }
  const failed = (id: FindingId | undefined, error: unknown) => {
    fail({ finding: id ?? '', error })
    chooseById(id)
  }
  const send = async (wanted: readonly DecisionInput[], said: string) => {
    if (!cooperation) return
    // A second key or click may come before the first one shows.
    const decisions = wanted.filter(({ finding }) => !underWay.current.has(finding))
    if (decisions.length === 0) return
    fail(null)
    const findings = decisions.map(({ finding }) => finding)
    for (const finding of findings) underWay.current.add(finding)
    // Several decisions may be under way at once, each with an answer of its own.
    const sent = decide.mutateAsync({ cooperation: cooperation.id, decisions })
    const step: Step = { cooperation: cooperation.id, findings, sent }
    keep((all) => [...all, step])
    try {
      await sent
      announce(said)
    } catch (error) {
      keep((all) => all.filter((each) => each !== step))
      failed(findings[0], error)
    } finally {
      for (const finding of findings) underWay.current.delete(finding)
    }
  }
  const take = async (from: CooperationId, findings: readonly FindingId[], sent: Promise<unknown> | undefined) => {
    fail(null)
    keep((all) => without(all, findings))
    try {
      await sent
    } catch {
      // It was not written, and that was said where it failed.
      return false
    }
    try {
      await undo.mutateAsync({ cooperation: from, findings })
      announce(say('finding.said.undone', { n: findings.length }))
      return true
    } catch (error) {
      failed(findings[0], error)
      return false
    }
  }
  const undoLast = () => {
    const last = steps.at(-1)
    if (!last) return
    chooseById(last.findings[0])
    void take(last.cooperation, last.findings, last.sent)
  }
  const takeBack = (finding: FindingView) => {
    const from = decisionOf(finding, cooperation?.id ?? null)?.cooperation
    const step = steps.find((each) => each.cooperation === from && each.findings.includes(finding.id))
    return from ? take(from, [finding.id], step?.sent) : Promise.resolve(false)
  }
  const last = steps.at(-1)?.findings ?? []
  return { failure, dismiss: () => fail(null), send, takeBack, undoLast, last }
}

function without(steps: readonly Step[], findings: readonly FindingId[]): readonly Step[] {
  return steps
    .map((step) => ({ ...step, findings: step.findings.filter((id) => !findings.includes(id)) }))
    .filter((step) => step.findings.length > 0)
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
