/** The grounds of a finding: every field as read, where it stands, stated or implied, by which rules. */
import type { FindingView } from '@handclasp/api/client'
import type { Fact, Span } from '@handclasp/domain'
import type { ReactNode } from 'react'
import { type Line, lineRange } from '../../ui/lines.ts'
import { SideMarks, type SideSign, signOf } from '../../ui/marks.tsx'
import { amount, days, lines as lineWords } from '../../words/values.ts'
import { type Language, type Say, useWords } from '../../words/words.tsx'
import { boundSigns } from './summary.tsx'

interface Row {
  readonly key: string
  readonly label: string
  /** The row before has the same label: it is said, not shown. */
  readonly again?: boolean
  readonly read: ReactNode
  readonly fact?: Pick<Fact, 'stated' | 'rules'>
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
  const whole: Row = { key: 'words', label: say('fact.words'), read: finding.words, fact: finding.read }
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
        {[...rows, { ...whole, spans: finding.evidence }].map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.again ? <span className="vh">{row.label}</span> : row.label}</th>
            <td lang="zh-CN">{row.read ?? <span className="missing">□ {say('fact.missing')}</span>}</td>
            <td className="basis">{row.fact ? <Basis fact={row.fact} /> : null}</td>
            <td className="num">{row.spans ? lineWords(say, lineRange(lines, row.spans)) : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 明文 or 推定, and the rules that read it. */
function Basis({ fact }: { readonly fact: Pick<Fact, 'stated' | 'rules'> }) {
  return (
    <>
      <Stated fact={fact} />
      {fact.rules.length > 0 ? <span className="note"> {fact.rules.join(' ')}</span> : null}
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
  const comma = say('list.comma')
  const text = (values: readonly string[]) => (values.length > 0 ? values.join(comma) : null)
  const row = (key: string, label: string, read: ReactNode): Row => ({ key, label, read })
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      return [
        row('kind', say('fact.kind'), say(`event.${kind}`)),
        row('name', say('fact.name'), name),
        row('date', say('fact.date'), date && days(language, date)),
        row('place', say('fact.place'), place),
      ]
    }
    case 'person':
      return personRows(say, finding, signs, events)
    case 'package': {
      const { parts } = finding.read
      const n = parts.reduce((sum, part) => sum + part, 0)
      return [row('parts', say('fact.parts'), say('fact.partsSum', { parts: parts.join(' + '), n }))]
    }
    case 'agreement': {
      const { kind, count, parties, signatories, date, signed } = finding.read
      return [
        row('kind', say('fact.kind'), say(`agreement.${kind}`)),
        row('count', say('fact.count'), count === null ? null : amount(language, count)),
        row('signed', say('fact.signed'), say(signed ? 'agreement.signed' : 'agreement.mentioned')),
        row('parties', say('fact.parties'), text(parties)),
        row('signatories', say('fact.signatories'), text(signatories)),
        row('date', say('fact.date'), date && days(language, { start: date, end: date })),
      ]
    }
    case 'pledge':
      return pledgeRows(say, language, finding, signs)
    default:
      return []
  }
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

function pledgeRows(say: Say, language: Language, finding: Of<'pledge'>, signs: readonly SideSign[]): readonly Row[] {
  const { mode, basis, by, speaker, fields, targets } = finding.read
  const comma = say('list.comma')
  const bound = boundSigns(finding, signs)
  const names = by.join(comma)
  const who = (
    <>
      <SideMarks signs={bound} named={false} /> {names}
    </>
  )
  return [
    { key: 'by', label: say('fact.by'), read: by.length > 0 ? who : null },
    { key: 'mode', label: say('fact.mode'), read: say(`mode.${mode}.full`) },
    { key: 'speaker', label: say('fact.speaker'), read: speaker },
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
      spans: target.evidence,
    })),
  ]
}
