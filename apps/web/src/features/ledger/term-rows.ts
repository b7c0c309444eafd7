/** Terms as rows of words: what they say, field by field, so that two versions can be laid face to face. Pure. */
import type { CooperationView } from '@handclasp/api/client'
import type { Charge, Measure, Milestone, Terms } from '@handclasp/domain'
import { strategyNames } from './draft.ts'
import { type SideSign, signsOf } from '../../ui/marks.tsx'
import { amount } from '../../words/values.ts'
import type { Language, Say } from '../../words/words.tsx'

/** One field of some terms; `value` null where they say nothing about it, `side` where it is one side's. */
export interface TermRow {
  readonly key: string
  readonly label: string
  readonly side: SideSign | null
  readonly value: string | null
}

/** The fields of some terms in the order of the ledger's sheet, whether anything is said in them or not. */
export function termRows(say: Say, language: Language, terms: Terms, cooperation: CooperationView): readonly TermRow[] {
  const row = (key: string, label: string, value: string | null, side: SideSign | null = null): TermRow => ({
    key,
    label,
    side,
    value,
  })
  const charges = (key: 'leads' | 'supporters') =>
    signsOf(cooperation).map((sign) => {
      const names = namesOf(terms[key], cooperation.sides[sign.index]?.id)
      return row(`${key} ${sign.index}`, say(`commitment.${key}`), names.join(say('list.names')) || null, sign)
    })
  const strategies = signsOf(cooperation).flatMap((sign) => {
    const names = strategyNames(terms, cooperation.sides[sign.index]?.id)
    return names.length === 0
      ? []
      : [row(`programmes ${sign.index}`, say('found.programme'), names.join(say('list.names')), sign)]
  })
  const basis = [terms.basis.name, terms.basis.clause].filter(Boolean).join(' ')
  return [
    row('text', say('commitment.text'), terms.text),
    row(
      'fields',
      say('fact.fields'),
      terms.fields.map((field) => say(`field.${field}`)).join(say('list.comma')) || null,
    ),
    ...charges('leads'),
    ...charges('supporters'),
    ...strategies,
    row('measure', say('commitment.measure'), terms.measure && measureWords(say, language, terms.measure)),
    row('start', say('commitment.start'), terms.start),
    row('deadline', say('commitment.deadline'), terms.deadline),
    row('milestones', say('commitment.milestones'), milestoneWords(say, terms.milestones)),
    row('basis', say('commitment.basis'), basis || null),
  ]
}

/** The names of the organisations in charge for one side. */
export function namesOf(charges: readonly Charge[], side: string | undefined): readonly string[] {
  return charges.filter((charge) => charge.side === side).map(({ organisation }) => organisation.name)
}

function measureWords(say: Say, language: Language, { name, unit, baseline, target }: Measure): string {
  const figure = (value: number | null) => (value === null ? say('commitment.figure.none') : amount(language, value))
  if (baseline === null && target !== null) return `${name} ${figure(target)} ${unit}`
  return `${name} ${figure(baseline)} → ${figure(target)} ${unit}`
}

function milestoneWords(say: Say, milestones: readonly Milestone[]): string | null {
  return milestones.map(({ name, due }) => (due === null ? name : `${name} ${due}`)).join(say('list.sentences')) || null
}
