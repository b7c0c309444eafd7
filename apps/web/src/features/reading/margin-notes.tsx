/** Notes beside the lines: what was read there, in a word; each leads to its finding. */
import type { FindingView } from '@handclasp/api/client'
import type { FindingId } from '@handclasp/domain'
import { type Line, lineAt, lineRange } from '../../ui/lines.ts'
import { SideMark, type SideSign, signOf } from '../../ui/marks.tsx'
import { linesFull } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'

/** One note, at the line its finding begins on. */
export interface Note {
  readonly finding: FindingId
  readonly item: FindingView
  /** Among the intentions of its article, from 1. */
  readonly number: number
  readonly sign: SideSign | null
  readonly range: readonly [number, number] | null
}

/** The notes of a page by line index, in the order of their words. */
export function notesOf(
  findings: readonly FindingView[],
  lines: readonly Line[],
  signs: (finding: FindingView) => readonly SideSign[],
): ReadonlyMap<number, readonly Note[]> {
  const notes = new Map<number, Note[]>()
  const numbers = new Map<number, number>()
  for (const finding of findings) {
    const [first] = finding.evidence
    if (!first || finding.kind === 'event') continue
    const number = (numbers.get(finding.article) ?? 0) + 1
    if (finding.kind === 'pledge') numbers.set(finding.article, number)
    const sign = finding.kind === 'person' ? signOf(signs(finding), finding.read.region) : null
    const note = { finding: finding.id, item: finding, number, sign, range: lineRange(lines, finding.evidence) }
    const line = lineAt(lines, first.start)
    const there = notes.get(line)
    if (there) there.push(note)
    else notes.set(line, [note])
  }
  return notes
}

function noteName(say: Say, finding: FindingView, number: number): string {
  switch (finding.kind) {
    case 'person':
      return finding.read.name
    case 'package':
      return finding.read.parts.join('+')
    case 'agreement':
      return agreementName(say, finding.read)
    case 'pledge':
      return `${number} ${say(`mode.${finding.read.mode}`)}`
    default:
      return ''
  }
}

function agreementName(say: Say, read: Extract<FindingView, { kind: 'agreement' }>['read']): string {
  const kind = say(`agreement.short.${read.kind}`)
  if (read.count === null) return `${kind} ${say('finding.uncounted')}`
  return read.count === 1 ? kind : `${kind} ${say('finding.times', { n: read.count })}`
}

/** The notes of one line; what finds no room is counted. */
export function MarginNotes(props: {
  readonly notes: readonly Note[] | undefined
  readonly chosen: FindingId | null
  readonly onChoose: (finding: FindingId) => void
}) {
  const { say, language } = useWords()
  const { notes, chosen, onChoose } = props
  if (!notes) return null
  const first = notes.find((note) => note.finding === chosen)
  const ordered = first ? [first, ...notes.filter((note) => note !== first)] : notes
  const room = ordered[0]?.item.kind === 'person' ? 2 : 1
  const more = notes.length - room
  return (
    <span className="mg" lang={language}>
      {ordered.slice(0, room).map((note) => (
        <button
          key={note.finding}
          type="button"
          tabIndex={-1}
          className={`note-to of-${note.item.kind}${note.finding === chosen ? ' on' : ''}`}
          onClick={(event) => {
            event.stopPropagation()
            onChoose(note.finding)
          }}
        >
          {note.sign ? <SideMark sign={note.sign} named={false} /> : <b>{say(`kind.${note.item.kind}`)}</b>}{' '}
          <span lang={note.item.kind === 'person' ? 'zh-CN' : language}>{noteName(say, note.item, note.number)}</span>
          <span className="vh">{say('page.note', { lines: linesFull(say, note.range) })}</span>
        </button>
      ))}
      {more > 0 ? <small>{say('page.more', { n: more })}</small> : null}
    </span>
  )
}
