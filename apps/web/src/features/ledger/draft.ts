/** A commitment as it is being written: words in fields, kept while the tab is open, made into terms when sent. */
import type { CooperationView, LedgerView } from '@handclasp/api/client'
import { isCreditCode, organisationTyped, organisationWords } from '@handclasp/domain'
import type { AgreementId, Basis, Charge, Field, Milestone, SideId, Terms } from '@handclasp/domain'

/** The fields of the form as they are typed. Lists of names by side, in the order of the sides. */
export interface Draft {
  /** The sides that are to accept it, whoever writes it among them. */
  readonly bound: readonly SideId[]
  readonly text: string
  readonly fields: readonly Field[]
  readonly leads: readonly string[]
  readonly supporters: readonly string[]
  readonly programmes: readonly string[]
  readonly measure: string
  readonly unit: string
  readonly baseline: string
  readonly target: string
  readonly start: string
  readonly deadline: string
  readonly agreement: string
  readonly clause: string
  readonly milestones: readonly Step[]
  readonly note: string
}

/** A milestone as it is typed. */
export interface Step {
  readonly name: string
  readonly due: string
  readonly weight: string
}

/** A milestone nobody has written yet. */
export const NO_STEP: Step = { name: '', due: '', weight: '' }

/** An empty form. */
export function emptyDraft(cooperation: CooperationView): Draft {
  const nobody = cooperation.sides.map(() => '')
  return {
    bound: cooperation.sides.map(({ id }) => id),
    text: '',
    fields: [],
    leads: nobody,
    supporters: nobody,
    programmes: nobody,
    measure: '',
    unit: '',
    baseline: '',
    target: '',
    start: '',
    deadline: '',
    agreement: '',
    clause: '',
    milestones: [],
    note: '',
  }
}

/** The form as some terms fill it, and the sides they bind. */
export function draftOf(terms: Terms, bound: readonly SideId[], cooperation: CooperationView): Draft {
  const names = (charges: readonly Charge[]) =>
    cooperation.sides.map(({ id }) =>
      charges
        .filter(({ side }) => side === id)
        .map(({ organisation }) => organisationWords(organisation))
        .join(SEPARATOR),
    )
  const { measure } = terms
  return {
    bound,
    text: terms.text,
    fields: terms.fields,
    leads: names(terms.leads),
    supporters: names(terms.supporters),
    programmes: cooperation.sides.map(({ id }) => strategyNames(terms, id).join(SEPARATOR)),
    measure: measure?.name ?? '',
    unit: measure?.unit ?? '',
    baseline: figureText(measure?.baseline),
    target: figureText(measure?.target),
    start: terms.start ?? '',
    deadline: terms.deadline ?? '',
    agreement: terms.basis.name ?? '',
    clause: terms.basis.clause ?? '',
    milestones: terms.milestones.map(({ name, due, weight }) => ({ name, due: due ?? '', weight: String(weight) })),
    note: '',
  }
}

/** The form as an intention fills it: what was said, its fields, its first target, the words it rests on. */
export function draftOfIntention(
  intention: LedgerView['intentions'][number],
  cooperation: CooperationView,
  measure: string,
): Draft {
  const [target] = intention.targets
  return {
    ...emptyDraft(cooperation),
    text: intention.text,
    fields: intention.fields,
    ...(target ? { measure, unit: target.unit, target: String(target.value) } : {}),
  }
}

/** What an intention is to a commitment that is made of it. */
export function basisOfIntention({ id, quote }: LedgerView['intentions'][number]): Basis {
  // Words that ran over lines are one line here; their spans still lead to every one of them.
  const words = quote.words.replace(/\s*\n\s*/g, '').slice(0, LONGEST_QUOTE)
  return { agreement: null, name: null, clause: null, intention: id, quote: { ...quote, words } }
}

/** Where a commitment comes from while nobody has said. */
export const NO_BASIS: Basis = { agreement: null, name: null, clause: null, intention: null, quote: null }

const LONGEST_QUOTE = 2_000
const SEPARATOR = '、'

/** The strategies of a side that some terms serve. */
export function strategyNames({ programmes }: Terms, side: string | undefined): readonly string[] {
  return programmes.filter((programme) => programme.side === side).map(({ name }) => name)
}

function figureText(figure: number | null | undefined): string {
  return figure === null || figure === undefined ? '' : String(figure)
}

/** The fields of the form in which something can be wrong. */
export type Wrong = 'bound' | 'text' | 'code' | 'measure' | 'figures' | 'days' | 'milestones'

/** The terms that were written, or the field that is not right yet. */
export type Written = { readonly ok: true; readonly terms: Terms } | { readonly ok: false; readonly wrong: Wrong }

interface Known {
  readonly cooperation: CooperationView
  readonly agreements: readonly { readonly id: AgreementId; readonly name: string }[]
  /** What is changed or made into a commitment: its intention, its quote. */
  readonly basis: Basis
}

/** Makes terms of what was written. */
export function termsFrom(draft: Draft, { cooperation, agreements, basis }: Known): Written {
  const wrong = wrongIn(draft)
  if (wrong) return { ok: false, wrong }
  const name = draft.agreement.trim() || null
  const agreement = agreements.find((each) => each.name === name)?.id ?? (name === basis.name ? basis.agreement : null)
  const inCharge = (lists: readonly string[]) =>
    cooperation.sides.flatMap(({ id }, index) => chargesOf(id, lists[index] ?? ''))
  const measure = draft.measure.trim()
  const terms: Terms = {
    text: draft.text.trim(),
    fields: draft.fields,
    basis: { ...basis, agreement, name, clause: draft.clause.trim() || null },
    leads: inCharge(draft.leads),
    supporters: inCharge(draft.supporters),
    programmes: cooperation.sides.flatMap(({ id }, index) =>
      listed(draft.programmes[index] ?? '').map((strategy) => ({ side: id, name: strategy })),
    ),
    measure:
      measure === ''
        ? null
        : {
            name: measure,
            unit: draft.unit.trim(),
            baseline: figureOf(draft.baseline),
            target: figureOf(draft.target),
          },
    start: draft.start || null,
    deadline: draft.deadline || null,
    milestones: stepsOf(draft).map(({ name: step, due, weight }): Milestone => {
      return { name: step.trim(), due: due || null, weight: figureOf(weight) ?? 1 }
    }),
  }
  return { ok: true, terms }
}

function wrongIn(draft: Draft): Wrong | null {
  if (draft.bound.length < 2) return 'bound'
  if (draft.text.trim() === '') return 'text'
  const charged = [...draft.leads, ...draft.supporters].flatMap(listed).map((words) => organisationTyped(words).code)
  if (charged.some((code) => code !== null && !isCreditCode(code))) return 'code'
  const measured = [draft.measure, draft.unit, draft.baseline, draft.target].some((part) => part.trim() !== '')
  if (measured && (draft.measure.trim() === '' || draft.unit.trim() === '')) return 'measure'
  if (!isFigure(draft.baseline) || !isFigure(draft.target)) return 'figures'
  if (draft.start !== '' && draft.deadline !== '' && draft.deadline < draft.start) return 'days'
  const isWrong = (step: Step) => step.name.trim() === '' || !isFigure(step.weight) || (figureOf(step.weight) ?? 1) <= 0
  return stepsOf(draft).some(isWrong) ? 'milestones' : null
}

function stepsOf({ milestones }: Draft): readonly Step[] {
  return milestones.filter(({ name, due, weight }) => name.trim() !== '' || due !== '' || weight.trim() !== '')
}

/** A number as people write it: with or without separators, full-width figures and points counted as ours. */
function figureOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  return plain === '' ? null : Number(plain)
}

function isFigure(text: string): boolean {
  const figure = figureOf(text)
  return figure === null || Number.isFinite(figure)
}

/** Names as they are typed one after another, each once. */
function listed(names: string): readonly string[] {
  const each = names.split(/[、，,;；]/u).map((name) => name.trim())
  return [...new Set(each)].filter(Boolean)
}

/** Organisations by their names, with their codes where they are typed. */
function chargesOf(side: SideId, names: string): readonly Charge[] {
  return listed(names).map((words) => ({ side, organisation: organisationTyped(words) }))
}

const STORE = 'handclasp.drafts'

/** What was half written under a name, or null: it outlives a failed send, another row and a reload. */
export function keptDraft<Value>(name: string): Value | null {
  try {
    const all = JSON.parse(sessionStorage.getItem(STORE) ?? '{}') as Readonly<Record<string, Value>>
    return all[name] ?? null
  } catch {
    return null
  }
}

/** Keeps what is being written under a name; null once there is nothing to keep. */
export function keepDraft(name: string, value: unknown): void {
  try {
    const { [name]: _, ...rest } = JSON.parse(sessionStorage.getItem(STORE) ?? '{}') as Record<string, unknown>
    sessionStorage.setItem(STORE, JSON.stringify(value === null ? rest : { ...rest, [name]: value }))
  } catch {
    // A browser that keeps nothing forgets it at the next reload only.
  }
}
