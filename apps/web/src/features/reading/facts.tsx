/** The grounds of a finding: every field as read, where it stands, stated or implied, by which rules. */
import type { FindingView } from '@handclasp/api/client'
import type { Fact, Span } from '@handclasp/domain'
import type { ReactNode } from 'react'
import { type Line, lineRange } from '../../ui/lines.ts'
import { SideMarks, type SideSign, signOf } from '../../ui/marks.tsx'
import { amount, days, lines as lineWords, ruleWords } from '../../words/values.ts'
import { type Language, type Say, useWords } from '../../words/words.tsx'
import { boundSigns } from './summary.tsx'

/** Whether the text states it, and the rules that read it. */
type Basis = Pick<Fact, 'stated' | 'rules'>

interface Row {
  readonly key: string
  readonly label: string
  /** The row before has the same label: it is said, not shown. */
  readonly again?: boolean
  readonly read: ReactNode
  readonly fact?: Basis | undefined
  /** What the sign rests on where no rule says it. */
  readonly note?: string
  readonly spans?: readonly Span[]
}

/** The facts as a table. */
export function Facts(props: {
  readonly finding: FindingView
  readonly signs: readonly SideSign[]
  readonly lines: readonly Line[]
  readonly events: readonly FindingView[]
}) {
  const { say, language } = useWords()
  const { finding, signs, lines, events } = props
  const rows = rowsOf(say, language, finding, signs, events)
  const whole: Row = {
    key: 'words',
    label: say('fact.words'),
    read: finding.words,
    fact: finding.read,
    spans: finding.evidence,
  }
  const all = [...rows, whole]
  return (
    <table className="facts">
      <thead>
        <tr>
          <th scope="col">{say('fact.field')}</th>
          <th scope="col">{say('fact.read')}</th>
          <th scope="col">{say('fact.basis')}</th>
          <th scope="col" className="num">
            {say('fact.lines')}
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((row, index) => (
          <tr key={row.key}>
            <th scope="row">{row.again ? <span className="vh">{row.label}</span> : row.label}</th>
            <td lang="zh-CN">{row.read ?? <span className="missing">□ {say('fact.missing')}</span>}</td>
            <td className="basis">
              <Ground row={row} before={rulesOf(all.slice(0, index))} />
            </td>
            <td className="num">{row.spans ? lineWords(say, lineRange(lines, row.spans)) : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function rulesOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ fact }) => fact?.rules ?? []))
}

/** 明文 or 推定, and the rules that read it: each with its words where it first stands in the table. */
function Ground({ row, before }: { readonly row: Row; readonly before: ReadonlySet<string> }) {
  const { say } = useWords()
  const { fact, note } = row
  if (!fact) return null
  const words = (rule: string) => (before.has(rule) ? null : ruleWords(say, rule))
  return (
    <>
      <Stated fact={fact} />
      {note ? <span className="note"> {fact.rules.length > 0 ? `${note}${say('list.sentences')}` : note}</span> : null}
      {fact.rules.map((rule) => (
        <span key={rule} className="note">
          {' '}
          {rule} {words(rule)}
        </span>
      ))}
    </>
  )
}

/** Stated plain, implied dashed. */
export function Stated({ fact }: { readonly fact: Pick<Fact, 'stated'> }) {
  const { say } = useWords()
  return fact.stated ? <span>{say('stated.yes')}</span> : <span className="tag">{say('stated.no')}</span>
}

function rowsOf(
  say: Say,
  language: Language,
  finding: FindingView,
  signs: readonly SideSign[],
  events: readonly FindingView[],
): readonly Row[] {
  const row = (key: string, label: string, read: ReactNode, fact?: Basis): Row => ({ key, label, read, fact })
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      const { told, day } = eventBases(finding)
      return [
        row('kind', say('fact.kind'), say(`event.${kind}`), told),
        row('name', say('fact.name'), name, name === null ? undefined : told),
        row('date', say('fact.date'), date && days(language, date), date ? day : undefined),
        row('place', say('fact.place'), place, place === null ? undefined : told),
      ]
    }
    case 'person':
      return personRows(say, finding, signs, events)
    case 'package': {
      const { parts } = finding.read
      const n = parts.reduce((sum, part) => sum + part, 0)
      const sum = say('fact.partsSum', { parts: parts.join(' + '), n })
      return [row('parts', say('fact.parts'), sum, finding.read)]
    }
    case 'agreement':
      return agreementRows(say, language, finding, events)
    case 'pledge':
      return pledgeRows(say, language, finding, signs)
    default:
      return []
  }
}

/** The rule by which a day without its year gets one. */
const YEAR = 'R90'

/** What the fields of an event rest on: a year taken from the publication makes the day implied, and the day alone. */
function eventBases({ read }: Of<'event'>): { readonly told: Basis; readonly day: Basis } {
  const told = { stated: read.stated, rules: read.rules.filter((rule) => rule !== YEAR) }
  return { told, day: read.rules.includes(YEAR) ? { stated: false, rules: [YEAR] } : told }
}

/** Values that stand in the finding's own words have its basis; the reading gives none for those linked to it. */
function spokenIn({ words, read }: FindingView, values: readonly string[]): Basis | undefined {
  return values.length > 0 && values.every((value) => words.includes(value)) ? read : undefined
}

type Of<Kind extends FindingView['kind']> = Extract<FindingView, { kind: Kind }>

function personRows(
  say: Say,
  finding: Of<'person'>,
  signs: readonly SideSign[],
  events: readonly FindingView[],
): readonly Row[] {
  const { region, posts, acts } = finding.read
  const sign = signOf(signs, region)
  const eventName = (index: number) => {
    const event = events.find((each) => each.id === finding.events[index])
    return event?.kind === 'event' ? (event.read.name ?? say(`event.${event.read.kind}`)) : null
  }
  const side = sign ? (
    <>
      <SideMarks signs={[sign]} named={false} /> {region}
    </>
  ) : (
    region
  )
  return [
    { key: 'region', label: say('fact.region'), read: side },
    ...posts.map((post, index) => ({
      key: `post ${post.evidence[0]?.start ?? index}`,
      label: say('fact.posts'),
      again: index > 0,
      read: post.text,
      fact: post,
      spans: post.evidence,
    })),
    ...acts.map((act, index) => {
      const [done, event] = [say(`act.${act.act}`), eventName(index)]
      return {
        key: `act ${act.act} ${act.evidence[0]?.start ?? index}`,
        label: say('fact.acts'),
        again: index > 0,
        read: event ? say('fact.actAt', { act: done, event }) : done,
        fact: act,
        spans: act.evidence,
      }
    }),
  ]
}

function agreementRows(
  say: Say,
  language: Language,
  finding: Of<'agreement'>,
  events: readonly FindingView[],
): readonly Row[] {
  const { read } = finding
  const { count, parties, signatories, date } = read
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(say('list.names')) : null)
  const held = date === null ? undefined : events.find((each) => isOn(each, finding.article, date))
  const day: Basis | undefined = held?.kind === 'event' ? { ...eventBases(held).day, stated: false } : undefined
  return [
    { key: 'kind', label: say('fact.kind'), read: say(`agreement.${read.kind}`), fact: read },
    {
      key: 'count',
      label: say('fact.count'),
      read: count === null ? null : amount(language, count),
      fact: count === null ? undefined : read,
    },
    {
      key: 'signed',
      label: say('fact.signed'),
      read: say(read.signed ? 'agreement.signed' : 'agreement.mentioned'),
      fact: read,
    },
    { key: 'parties', label: say('fact.parties'), read: list(parties), fact: spokenIn(finding, parties) },
    {
      key: 'signatories',
      label: say('fact.signatories'),
      read: list(signatories),
      fact: spokenIn(finding, signatories),
    },
    {
      key: 'date',
      label: say('fact.date'),
      read: date && days(language, { start: date, end: date }),
      fact: day,
      ...(day ? { note: say('fact.fromEvent') } : {}),
    },
  ]
}

/** Is it an event of the article that begins on this day? */
function isOn(each: FindingView, article: number, date: string): boolean {
  return each.kind === 'event' && each.article === article && each.read.date?.start === date
}

function pledgeRows(say: Say, language: Language, finding: Of<'pledge'>, signs: readonly SideSign[]): readonly Row[] {
  const { mode, basis, by, speaker, fields, targets } = finding.read
  const comma = say('list.comma')
  const bound = boundSigns(finding, signs)
  const names = by.join(say('list.names'))
  const who = (
    <>
      <SideMarks signs={bound} named={false} /> {names}
    </>
  )
  return [
    { key: 'by', label: say('fact.by'), read: by.length > 0 ? who : null, fact: spokenIn(finding, by) },
    { key: 'mode', label: say('fact.mode'), read: say(`mode.${mode}.full`), fact: finding.read },
    {
      key: 'speaker',
      label: say('fact.speaker'),
      read: speaker,
      fact: spokenIn(finding, speaker === null ? [] : [speaker]),
    },
    { key: 'basis', label: say('fact.said'), read: say(`basis.${basis}`) },
    {
      key: 'fields',
      label: say('fact.fields'),
      read: fields.length > 0 ? fields.map((field) => say(`field.${field}`)).join(comma) : null,
    },
    ...(targets.length === 0 ? [{ key: 'targets', label: say('fact.targets'), read: null }] : []),
    ...targets.map((target, index) => ({
      key: `target ${target.evidence[0]?.start ?? index}`,
      label: say('fact.targets'),
      again: index > 0,
      read: (
        <>
          <b>{amount(language, target.value)}</b> {target.unit}
        </>
      ),
      fact: finding.read,
      spans: target.evidence,
    })),
  ]
}
