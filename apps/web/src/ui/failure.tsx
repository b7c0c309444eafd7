/** What went wrong, as a sentence: what happened, where, what is kept, how to mend it. */
import { type AccountRefusal, assertNever } from '@handclasp/domain'
import { type Problem, RequestFailed } from '@handclasp/api/client'
import { moment } from '../words/values.ts'
import { type Say, useWords, type WordKey } from '../words/words.tsx'
import { notPermittedWords } from './right-words.ts'

/** What a failure befell: nothing was to be written where it was `reading`; `pasted` words are no file. */
interface Befallen {
  readonly reading?: boolean
  readonly pasted?: boolean
}

/** The sentence for whatever was thrown. */
export function failureWords(say: Say, error: unknown, { reading = false, pasted = false }: Befallen = {}): string {
  if (!(error instanceof RequestFailed)) {
    return say('refusal.unexpected', { detail: error instanceof Error ? error.message : String(error) })
  }
  if (error.problem) return refusalWords(say, error.problem.refusal, pasted)
  if (error.status === 0 || error.status === 502 || error.status === 504) {
    return say(reading ? 'refusal.network.read' : 'refusal.network')
  }
  return say('refusal.unusable', { status: error.status })
}

/** The sentence for a refusal of the domain or of the interface. */
export function refusalWords(say: Say, refusal: Problem['refusal'], pasted = false): string {
  switch (refusal.code) {
    case 'cooperation-unknown':
      return say('refusal.cooperation-unknown', { cooperation: refusal.cooperation })
    case 'cooperation-already-open':
      return refusal.cooperation === null
        ? say('refusal.cooperation-already-open.apart')
        : say('refusal.cooperation-already-open', { cooperation: refusal.cooperation })
    case 'too-few-sides':
      return say('refusal.too-few-sides', { sides: refusal.sides })
    case 'region-on-two-sides':
      return say('refusal.region-on-two-sides', { region: refusal.region })
    case 'side-twice':
    case 'side-not-in-cooperation':
      return say(`refusal.${refusal.code}`, { side: refusal.side })
    case 'finding-already-decided':
      return say(`refusal.finding-already-decided.${refusal.verdict}`)
    case 'head-unknown':
      return say('refusal.head-unknown', { seq: refusal.seq, last: refusal.last })
    case 'views-too-many':
      return say('refusal.views-too-many', { most: refusal.most })
    case 'view-name-taken':
      return say('refusal.view-name-taken', { name: refusal.name })
    case 'file-too-large':
      return say('refusal.file-too-large', { most: Math.floor(refusal.most / 2 ** 20) })
    case 'disk-full':
    case 'files-unwritable':
      return say(`refusal.${refusal.code}`, { folder: refusal.folder })
    case 'source-unknown':
      return say('refusal.source-unknown', { source: `${refusal.source.slice(0, 8)}…` })
    case 'source-erased': {
      const ground = say(`erasing.ground.${refusal.ground}`)
      return say('refusal.source-erased', { ground, day: moment(refusal.at).slice(0, 10) })
    }
    case 'not-permitted':
      return notPermittedWords(say, refusal.right)
    case 'draft-judged':
      return say(`refusal.draft-judged.${refusal.verdict}`)
    case 'run-under-way':
      return say(`refusal.run-under-way.${refusal.run}`)
    case 'text-empty':
    case 'text-unreadable':
    case 'text-too-long':
    case 'paper-unreadable':
      return paperWords(say, refusal, pasted)
    case 'input-invalid':
      return misfitWords(say, refusal)
    case 'sign-in-locked':
    case 'second-factor-locked':
    case 'login-name-taken':
    case 'login-name-unfit':
    case 'password-too-weak':
    case 'password-too-long':
    case 'invitation-ended':
    case 'administrators-apart':
    case 'administration-held':
    case 'last-administrator':
      return accountWords(say, refusal)
    case 'too-large':
      return say('refusal.too-large', { most: refusal.most / 1_000_000 })
    case 'not-found':
    case 'fault':
      return say(`refusal.${refusal.code}`, { detail: refusal.detail })
    default:
      // All others need no facts: a code without a sentence of its own does not compile here.
      return say(`refusal.${refusal.code}`)
  }
}

/** Refusals about accounts that have facts to tell. */
type AccountRefused = Extract<
  AccountRefusal,
  | { until: unknown }
  | { loginName: unknown }
  | { least: unknown }
  | { most: unknown }
  | { why: unknown }
  | Administering
>
type Administering = { held: unknown } | { administration: unknown }

function accountWords(say: Say, refusal: AccountRefused): string {
  switch (refusal.code) {
    case 'sign-in-locked':
    case 'second-factor-locked':
      return refusal.until === null
        ? say(`refusal.${refusal.code}`)
        : say(`refusal.${refusal.code}.until`, { until: moment(refusal.until) })
    case 'login-name-taken':
    case 'login-name-unfit':
      return say(`refusal.${refusal.code}`, { name: refusal.loginName })
    case 'password-too-weak':
      return say('refusal.password-too-weak', { least: refusal.least })
    case 'password-too-long':
      return say('refusal.password-too-long', { most: refusal.most })
    case 'invitation-ended':
      return say(`refusal.invitation-ended.${refusal.why}`)
    case 'administrators-apart':
    case 'administration-held':
      return say(`refusal.${refusal.code}`, { held: say(`administration.${refusal.held}`) })
    case 'last-administrator':
      return say('refusal.last-administrator', { administration: say(`administration.${refusal.administration}`) })
    default:
      return assertNever(refusal)
  }
}

/** The fields that have a name on the screens, by the last part of their path that is one. */
const FIELDS = {
  name: 'fact.name',
  published: 'intake.published',
  kind: 'fact.kind',
  date: 'fact.date',
  place: 'fact.place',
  sites: 'fact.sites',
  programme: 'fact.programme',
  posts: 'fact.posts',
  region: 'fact.region',
  acts: 'fact.acts',
  parts: 'fact.parts',
  count: 'fact.count',
  parties: 'fact.parties',
  signatories: 'fact.signatories',
  by: 'fact.by',
  speaker: 'fact.speaker',
  fields: 'fact.fields',
  targets: 'fact.targets',
  reason: 'refusal.field.reason',
  sides: 'open.label',
  text: 'commitment.text',
  leads: 'commitment.leads',
  supporters: 'commitment.supporters',
  measure: 'commitment.measure',
  unit: 'commitment.unit',
  baseline: 'commitment.baseline',
  target: 'commitment.target',
  deadline: 'commitment.deadline',
  clause: 'commitment.basis.clause',
  milestones: 'commitment.milestones',
  note: 'refusal.field.note',
  terms: 'ledger.view.commitments',
} as const satisfies { readonly [field: string]: WordKey }

/** What is wrong with what was sent: the field as the screens call it, and what it lacks. */
function misfitWords(say: Say, refusal: Extract<Problem['refusal'], { code: 'input-invalid' }>): string {
  const known = refusal.field.split('.').findLast((part): part is keyof typeof FIELDS => part in FIELDS)
  // The part `fields` stands over those of a correction, too.
  const inside = known === 'fields' && !/fields\.fields/.test(refusal.field)
  if (refusal.misfit === 'misshapen' || known === undefined || inside) {
    return say('refusal.input-invalid.other', { field: refusal.field || '—' })
  }
  const most = refusal.most ?? 0
  const what =
    refusal.misfit === 'too-long' || refusal.misfit === 'too-many'
      ? say(`misfit.${refusal.misfit}`, { most })
      : say(`misfit.${refusal.misfit}`)
  return say('refusal.input-invalid', { field: say(FIELDS[known]), what })
}

/** Refusals of what was to be taken in. */
type PaperRefused = Extract<Problem['refusal'], { code: `text-${string}` | 'paper-unreadable' }>

function paperWords(say: Say, refusal: PaperRefused, pasted: boolean): string {
  const { name } = refusal
  switch (refusal.code) {
    case 'text-empty':
      return pasted ? say('refusal.text-empty.pasted') : say('refusal.text-empty', { name })
    case 'text-unreadable': {
      const { offset, reason } = refusal
      if (pasted) return say('refusal.text-unreadable.pasted', { offset })
      return say('refusal.text-unreadable', { name, offset, reason: reasonWords(say, reason) })
    }
    case 'text-too-long':
      return say('refusal.text-too-long', { name, most: refusal.most / 1_000_000 })
    case 'paper-unreadable': {
      const { flaw, at } = refusal
      const place = say(`refusal.place.${at.unit}`, { number: at.number })
      return say(`refusal.paper-unreadable.${flaw}`, { name, place })
    }
    default:
      return assertNever(refusal)
  }
}

function reasonWords(say: Say, reason: string): string {
  return reason === 'binary' || reason === 'undecodable' ? say(`refusal.reason.${reason}`) : reason
}

/** A failure where it happened, with what can be done about it. */
export function Failure(props: {
  readonly error: unknown
  readonly reading?: boolean
  readonly pasted?: boolean
  /** The name of what it befell, where the screen does not say so. */
  readonly of?: string
  readonly again?: () => void
  readonly close?: () => void
}) {
  const { say } = useWords()
  const { error, reading = false, pasted = false, of, again, close } = props
  const words = failureWords(say, error, { reading, pasted })
  return (
    <div className="failure" role="alert">
      <span>{of === undefined || words.includes(of) ? words : say('refusal.of', { name: of, words })}</span>
      {again ? (
        <button type="button" className="btn" onClick={again}>
          {say('refusal.again')}
        </button>
      ) : null}
      {close ? (
        <button type="button" className="btn bare" onClick={close}>
          {say('refusal.close')}
        </button>
      ) : null}
    </div>
  )
}
