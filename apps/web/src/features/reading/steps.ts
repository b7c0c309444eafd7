/** Steps: decisions sent together in this visit, and how the last one or any is taken back. */
import {
  type CooperationView,
  type DecisionInput,
  type DecisionsInput,
  type FindingView,
  RequestFailed,
  type SourcePage,
} from '@handclasp/api/client'
import type { CooperationId, FindingId, PersonId, SourceHash } from '@handclasp/domain'
import { useRef, useState } from 'react'
import { useDecide, useLatestSource, useSplitting, useUndo } from '../../requests/queries.ts'
import { usePlace } from '../../ui/place.tsx'
import { correctionOf, type MadeRecord } from '../../ui/versions.ts'
import { useWords } from '../../words/words.tsx'
import { keepUnsent, unsentOn } from './unsent.ts'
import { decisionOf, stateOf } from './findings.ts'
import { personKept } from './people.ts'
import { recordOf } from './records.ts'

/** A finding cut in two, by one of its parts: taken back by joining them. */
interface Cut {
  readonly kind: 'cut'
  readonly part: FindingId
}

/** Decisions sent together, and taken back together. */
interface Sent {
  readonly kind: 'sent'
  readonly cooperation: CooperationId
  readonly decisions: readonly DecisionInput[]
  /** What stood where this was put in its place: to take the step back is to decide that again. */
  readonly before: DecisionInput | null
  /** The decisions that were written: some may have been made elsewhere meanwhile. */
  readonly sent: Promise<readonly DecisionInput[]>
}

type Step = Sent | Cut

/** What sending needs to know. */
interface Ground {
  readonly page: SourcePage
  readonly cooperation: CooperationView | null
  readonly records: ReadonlyMap<FindingId, MadeRecord>
}

/** Where the reader is: the way to a finding, and a sentence about the chosen one. */
interface Desk {
  readonly goTo: (finding: FindingView) => void
  readonly tell: (words: string) => void
}

/** Sends decisions, keeps them as steps, and takes the last one or any back. */
export function useSteps(ground: Ground, { goTo, tell }: Desk) {
  const { say } = useWords()
  const sending = useSending(ground, { goTo, tell })
  const { steps, drop, decideAgain, chooseById } = sending
  const { cooperation, records } = ground
  const take = useTaking(ground.page, sending)
  const { split, join } = useCutting(ground.page, sending, goTo)
  const lastOn = (finding: FindingView, from: CooperationId | undefined) =>
    steps.findLast((each): each is Sent => each.kind === 'sent' && each.cooperation === from && holds(each, finding.id))
  const standsOn = (finding: FindingView) => {
    const sent = lastOn(finding, cooperation?.id)?.decisions.find((each) => each.finding === finding.id)
    return sent ?? standing(finding, cooperation?.id ?? null, recordOf(finding, records))
  }
  /** Decides otherwise what was decided here before: one request, and one step that leads back to the former one. */
  const replace = async (finding: FindingView, decision: DecisionInput, said: string) => {
    const step = lastOn(finding, cooperation?.id)
    const stood = standsOn(finding)
    if (stood && sameDecision(stood, decision)) return keepUnsent(finding.id, null)
    // Where the former one was not written there is nothing to replace, and that was said where it failed.
    if (step && !(await written(step.sent))) return
    await sending.send([{ ...decision, instead: true }], said, stood)
  }
  /** Says of an accepted person who it is. */
  const sayPerson = (finding: FindingView, person: PersonId | null) => {
    const stood = standsOn(finding)
    if (stood?.verdict === 'accepted') void replace(finding, { ...stood, person }, say('known.said'))
  }
  const undoLast = () => {
    const last = steps.at(-1)
    if (!last) return tell(say('finding.noStep'))
    if (last.kind === 'cut') return join(last.part)
    const findings = last.decisions.map(({ finding }) => finding)
    chooseById(findings[0])
    if (!last.before) return void take(last.cooperation, findings, last.sent)
    drop((all) => all.filter((each) => each !== last))
    void decideAgain(last, last.before)
  }
  const takeBack = (finding: FindingView) => {
    const from = decisionOf(finding, cooperation?.id ?? null)?.cooperation
    return from ? take(from, [finding.id], lastOn(finding, from)?.sent) : Promise.resolve(false)
  }
  const last = steps.at(-1)
  const alone = last?.kind === 'sent' && last.decisions.length === 1 && !last.before ? last.decisions : []
  const { failure, dismiss, send } = sending
  const lastAlone = alone.map(({ finding }) => finding)
  return { failure, dismiss, send, split, join, replace, sayPerson, takeBack, undoLast, last: lastAlone }
}

function useSending({ page, cooperation }: Ground, { goTo, tell }: Desk) {
  const { say } = useWords()
  const { announce } = usePlace()
  const decide = useDecide(page.hash)
  const deliver = useDelivery(page.hash, decide.mutateAsync)
  const [failure, fail] = useState<{ readonly finding: string; readonly error: unknown } | null>(null)
  const [steps, keep] = useState<readonly Step[]>([])
  // What is decided in one cooperation may be decided in another while the first answer is awaited.
  const underWay = useRef(new Set<string>())
  const beingCut = useRef(new Set<FindingId>())
  const chooseById = (id: FindingId | undefined) => {
    const finding = page.items.find((item) => item.id === id)
    if (finding) goTo(finding)
  }
  const failed = (id: FindingId | undefined, error: unknown) => {
    fail({ finding: id ?? '', error })
    chooseById(id)
  }
  const send = async (wanted: readonly DecisionInput[], said: string, before: DecisionInput | null = null) => {
    if (!cooperation) return
    // A second key or click may come before the first one shows.
    const nameOf = (finding: FindingId) => `${cooperation.id} ${finding}`
    const isFree = (finding: FindingId) => !beingCut.current.has(finding) && !underWay.current.has(nameOf(finding))
    const decisions = wanted.filter(({ finding }) => isFree(finding))
    if (decisions.length === 0) return
    fail(null)
    const findings = decisions.map(({ finding }) => finding)
    // What was written is on its way; it comes back where it was refused.
    const onTheWay = findings.map((finding) => [finding, unsentOn(finding) ?? null] as const)
    for (const finding of findings) keepUnsent(finding, null)
    for (const finding of findings) underWay.current.add(nameOf(finding))
    // Several decisions may be under way at once, each with an answer of its own.
    const sent = deliver(cooperation.id, decisions)
    const step: Sent = { kind: 'sent', cooperation: cooperation.id, decisions, before, sent }
    keep((all) => [...all, step])
    try {
      const n = (await sent).length
      const missed = decisions.length - n
      if (missed > 0) tell(say('finding.said.some', { n, missed }))
      else announce(said)
    } catch (error) {
      for (const [finding, unsent] of onTheWay) keepUnsent(finding, unsent)
      keep((all) => all.filter((each) => each !== step))
      failed(findings[0], error)
    } finally {
      for (const finding of findings) underWay.current.delete(nameOf(finding))
    }
  }
  /** Decides again what a step took the place of. */
  const decideAgain = async (step: Sent, before: DecisionInput) => {
    fail(null)
    if (!(await written(step.sent))) return
    try {
      await decide.mutateAsync({ cooperation: step.cooperation, decisions: [{ ...before, instead: true }] })
      announce(say('finding.said.restored'))
    } catch (error) {
      failed(before.finding, error)
    }
  }
  const dismiss = () => fail(null)
  return { failure, fail, dismiss, failed, chooseById, send, decideAgain, steps, drop: keep, beingCut }
}

type Sending = ReturnType<typeof useSending>

/**
 * Sends decisions together. Where some of several were decided elsewhere meanwhile, or are gone, nothing is written:
 * then the others are sent again. Gives those that were written.
 */
function useDelivery(hash: SourceHash, decide: (input: DecisionsInput) => Promise<unknown>) {
  const latest = useLatestSource(hash)
  return async (cooperation: CooperationId, decisions: readonly DecisionInput[]) => {
    try {
      await decide({ cooperation, decisions })
      return decisions
    } catch (error) {
      if (decisions.length < 2 || !isOvertaken(error)) throw error
      const { items } = await latest()
      const open = new Set(items.filter((item) => stateOf(item, cooperation) === 'open').map(({ id }) => id))
      const left = decisions.filter(({ finding }) => open.has(finding))
      if (left.length === 0 || left.length === decisions.length) throw error
      await decide({ cooperation, decisions: left })
      return left
    }
  }
}

/** Was it refused because somebody else had decided or split one of the findings before? */
function isOvertaken(error: unknown): boolean {
  const code = error instanceof RequestFailed ? error.problem?.refusal.code : undefined
  return code === 'finding-already-decided' || code === 'finding-unknown'
}

/** Takes decisions back; says whether they are. */
function useTaking(page: SourcePage, { fail, failed, drop }: Sending) {
  const { say } = useWords()
  const { announce } = usePlace()
  const undo = useUndo(page.hash)
  return async (from: CooperationId, wanted: readonly FindingId[], sent: Sent['sent'] | undefined) => {
    fail(null)
    drop((all) => without(all, from, wanted))
    // Where it was not written, that was said where it failed.
    if (sent && !(await written(sent))) return false
    const those = sent && (await sent).map(({ finding }) => finding)
    const findings = those ? wanted.filter((each) => those.includes(each)) : wanted
    try {
      await undo.mutateAsync({ cooperation: from, findings })
      announce(say('finding.said.undone', { n: findings.length }))
      return true
    } catch (error) {
      failed(findings[0], error)
      return false
    }
  }
}

/** Cuts findings in two, and joins them by the id they had. */
function useCutting(page: SourcePage, { fail, failed, drop, beingCut }: Sending, goTo: (finding: FindingView) => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const cutting = useSplitting(page.hash)
  /** A part may itself have been cut: what was cut last is joined before the next is. */
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const split = async (finding: FindingView, at: number) => {
    fail(null)
    // Until the parts are there, nothing is decided on the whole.
    beingCut.current.add(finding.id)
    try {
      const part = newIn(page, await cutting.split({ finding: finding.id, at }))
      if (part) drop((all) => [...all, { kind: 'cut', part: part.id }])
      if (part) goTo(part)
      announce(say('split.said', { words: finding.words }))
    } catch (error) {
      failed(finding.id, error)
    } finally {
      beingCut.current.delete(finding.id)
    }
  }
  const join = async (part: FindingId) => {
    fail(null)
    drop((all) => all.filter((step) => step.kind !== 'cut' || step.part !== part))
    const joined = line.current.then(() => cutting.join({ finding: part }))
    line.current = joined.catch(() => {})
    try {
      const after = await joined
      const left = new Set(after.items.map(({ id }) => id))
      drop((all) => all.filter((step) => step.kind !== 'cut' || left.has(step.part)))
      const whole = newIn(page, after)
      if (whole) goTo(whole)
      announce(say('split.said.joined'))
    } catch (error) {
      failed(part, error)
    }
  }
  return { split, join: (part: FindingId) => void join(part) }
}

/** The first finding that a page did not have before. */
function newIn(before: SourcePage, { items }: SourcePage): FindingView | undefined {
  const known = new Set(before.items.map(({ id }) => id))
  return items.find(({ id }) => !known.has(id))
}

function written(sent: Promise<unknown>): Promise<boolean> {
  return sent.then(
    () => true,
    () => false,
  )
}

function holds({ decisions }: Sent, id: FindingId): boolean {
  return decisions.some(({ finding }) => finding === id)
}

/** The decision that stands on a finding, to be sent again; null where it is not known whole. */
function standing(
  finding: FindingView,
  cooperation: CooperationId | null,
  record: MadeRecord | null,
): DecisionInput | null {
  const decision = decisionOf(finding, cooperation)
  if (!decision) return null
  if (decision.verdict === 'rejected') return { finding: finding.id, verdict: 'rejected', reason: decision.reason }
  if (record === null) return null
  const [correction, person] = [correctionOf(finding, record), personKept(finding, record)]
  return { finding: finding.id, verdict: 'accepted', correction, person }
}

function sameDecision(a: DecisionInput, b: DecisionInput): boolean {
  const plain = (each: DecisionInput) => JSON.stringify({ ...each, instead: undefined })
  return plain(a) === plain(b)
}

function without(steps: readonly Step[], from: CooperationId, findings: readonly FindingId[]): readonly Step[] {
  return steps
    .map((step) =>
      step.kind === 'cut' || step.cooperation !== from
        ? step
        : { ...step, decisions: step.decisions.filter(({ finding }) => !findings.includes(finding)) },
    )
    .filter((step) => step.kind === 'cut' || step.decisions.length > 0)
}
