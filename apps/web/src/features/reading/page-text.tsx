/** The page as it is: every line as given, its number, its marks and its notes in the margin. */
import type { FindingId, Span } from '@handclasp/domain'
import { memo, type MouseEvent, type RefObject, useEffect, useMemo } from 'react'
import { useWords } from '../../words/words.tsx'
import { type Line, lineAt } from '../../ui/lines.ts'
import { useGradually } from '../../ui/gradually.ts'
import { shape } from '../../ui/marks.tsx'
import { MarginNotes, type Note } from './margin-notes.tsx'
import type { Role } from './roles.ts'
import { findingsAt, type Mark, type MarkKind, meets, type Segment, within } from './segments.ts'

/** A page laid out: what does not change while findings are chosen. */
export interface Layout {
  readonly text: string
  readonly lines: readonly Line[]
  readonly roles: readonly Role[]
  readonly marks: readonly Mark[]
  readonly segments: (line: number) => readonly Segment[]
  readonly notes: ReadonlyMap<number, readonly Note[]>
  readonly measure: number
}

/** What is in focus: words under the wash, acts dotted, the finding they belong to. */
export interface Focus {
  readonly finding: FindingId | null
  readonly words: readonly Span[]
  readonly acts: readonly Span[]
}

/** Lines of one block; how many blocks are drawn at once, and how many more at a time. */
const BLOCK = 30
const FIRST = 2
const MORE = 6
const NOTHING: readonly Span[] = []

/** The reading pane. Choosing words chooses their finding; choosing again takes the next one around them. */
export function PageText(props: {
  readonly layout: Layout
  readonly focus: Focus
  readonly shown: readonly MarkKind[]
  readonly pane: RefObject<HTMLElement | null>
  readonly onChoose: (finding: FindingId) => void
}) {
  const { say } = useWords()
  const { layout, focus, shown, pane, onChoose } = props
  useScrollTo(pane, layout, focus)
  const click = (event: MouseEvent) => {
    if (getSelection()?.isCollapsed === false) return
    const target = event.target instanceof Element ? event.target.closest('[data-from]') : null
    const from = Number(target?.getAttribute('data-from') ?? Number.NaN)
    const visible = layout.marks.filter((mark) => mark.kind === 'at' || shown.includes(mark.kind))
    const found = Number.isNaN(from) ? [] : findingsAt(visible, from)
    const next = found[(found.findIndex((each) => each === focus.finding) + 1) % found.length]
    if (next) onChoose(next)
  }
  const hidden = useHidden(shown)
  return (
    // Clicks are for the hand; the same findings are reached by J, K and the notes in the margin.
    <article
      className="page"
      lang="zh-CN"
      aria-label={say('page.label')}
      ref={pane}
      tabIndex={0}
      data-hidden={hidden}
      style={{ '--measure': layout.measure } as object}
      onClick={click}
    >
      <Blocks layout={layout} focus={focus} onChoose={onChoose} />
    </article>
  )
}

function useHidden(shown: readonly MarkKind[]): string {
  const all: readonly MarkKind[] = ['event', 'person', 'post', 'act', 'agreement', 'pledge', 'asks', 'target']
  return all.filter((kind) => !shown.includes(kind)).join(' ')
}

function Blocks(props: {
  readonly layout: Layout
  readonly focus: Focus
  readonly onChoose: (finding: FindingId) => void
}) {
  const { layout, focus, onChoose } = props
  const starts = useMemo(
    () => Array.from({ length: Math.ceil(layout.lines.length / BLOCK) }, (_, index) => index * BLOCK),
    [layout],
  )
  const focusOf = useMemo(() => {
    const first = layout.lines
    return starts.map((start) => {
      const extent = {
        start: first[start]?.start ?? 0,
        end: first[Math.min(start + BLOCK, first.length) - 1]?.end ?? 0,
      }
      const mine = (spans: readonly Span[]) => (meets(extent, spans) ? spans : NOTHING)
      return { words: mine(focus.words), acts: mine(focus.acts) }
    })
  }, [layout, starts, focus])
  // A very long page shows its beginning and the words in focus first.
  const drawn = useGradually(starts.length, FIRST, MORE)
  return starts.map((start, index) => {
    const { words, acts } = focusOf[index] ?? { words: NOTHING, acts: NOTHING }
    const chosen = words === NOTHING ? null : focus.finding
    if (index >= drawn && chosen === null) {
      return <div key={start} style={{ height: Math.min(BLOCK, layout.lines.length - start) * 29 }} />
    }
    return (
      <Block key={start} start={start} layout={layout} words={words} acts={acts} chosen={chosen} onChoose={onChoose} />
    )
  })
}

/** Some lines, drawn again only when the page changes or the focus comes to them or leaves them. */
const Block = memo(function Block(props: {
  readonly start: number
  readonly layout: Layout
  readonly words: readonly Span[]
  readonly acts: readonly Span[]
  readonly chosen: FindingId | null
  readonly onChoose: (finding: FindingId) => void
}) {
  const { start, layout, words, acts, chosen, onChoose } = props
  const lines = layout.lines.slice(start, start + BLOCK)
  return (
    <div className="block" style={{ containIntrinsicSize: `auto ${lines.length * 29}px` }}>
      {lines.map((line, offset) => {
        const index = start + offset
        const lit = meets(line, words)
        const role = layout.roles[index]
        return (
          <div key={line.number} className={lineClass(role, lit)} data-line={line.number}>
            <span className="no" aria-hidden="true">
              {lit || line.number % 5 === 0 ? line.number : ''}
            </span>
            <span className="tx">
              {layout.segments(index).map((segment) => (
                <Stretch key={segment.start} text={layout.text} segment={segment} words={words} acts={acts} />
              ))}
            </span>
            <MarginNotes notes={layout.notes.get(index)} chosen={chosen} onChoose={onChoose} />
          </div>
        )
      })}
    </div>
  )
})

function lineClass(role: Role | undefined, lit: boolean): string {
  const { kind = 'text', open = false, close = false } = role ?? {}
  return `ln ${kind}${open ? ' open' : ''}${close ? ' close' : ''}${lit ? ' lit' : ''}`
}

function Stretch(props: {
  readonly text: string
  readonly segment: Segment
  readonly words: readonly Span[]
  readonly acts: readonly Span[]
}) {
  const { text, segment, words, acts } = props
  const said = text.slice(segment.start, segment.end)
  if (segment.marks.length === 0) return said
  const kinds = new Set(segment.marks.map((mark) => `k-${mark.kind}`))
  const side = segment.marks.find((mark) => mark.side)?.side
  const classes = ['ev', ...kinds]
  if (side) classes.push(`s-${shape(side)}`)
  if (within(segment, words)) classes.push('on')
  if (within(segment, acts)) classes.push('lit-act')
  return (
    <span className={classes.join(' ')} data-from={segment.start}>
      {said}
    </span>
  )
}

/** Brings the words in focus into view when they change, without moving a page that shows them already. */
function useScrollTo(pane: RefObject<HTMLElement | null>, layout: Layout, focus: Focus): void {
  const [first] = focus.words
  const line = first ? lineAt(layout.lines, first.start) + 1 : null
  useEffect(() => {
    const box = pane.current
    if (line === null || !box) return
    const show = () => {
      const row = box.querySelector(`[data-line="${line}"]`)
      if (!row) return
      const [at, frame] = [row.getBoundingClientRect(), box.getBoundingClientRect()]
      const above = at.top < frame.top + 24
      const below = at.bottom > frame.bottom - 72
      if (above || below) box.scrollTop += at.top - frame.top - frame.height / 3
    }
    show()
    // Blocks that were not drawn yet take their true height once they come into view.
    const later = requestAnimationFrame(() => requestAnimationFrame(show))
    return () => cancelAnimationFrame(later)
  }, [pane, line, layout])
}
