/** Splitting a finding: its words in a row, and the place where they are cut in two. */
import type { FindingView } from '@handclasp/api/client'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { Key } from '../../ui/keys.tsx'
import { useWords } from '../../words/words.tsx'
import type { Review } from './finding-row.tsx'

/** Kinds whose words can be two things: a run of names, two agreements, two promises in one sentence. */
export function isSplittable(finding: FindingView): boolean {
  return finding.decisions.length === 0 && finding.kind !== 'event' && finding.kind !== 'package'
}

/** The form under the chosen finding. Arrows move the cut from mark to mark, with Shift by characters. */
export function Split({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const letters = useMemo(() => lettersOf(finding, review.text), [finding, review.text])
  const [cut, moveTo] = useState(() => firstCut(letters))
  const [unsaid, remind] = useState(false)
  const move = (to: number) => {
    remind(false)
    moveTo(to)
  }
  const slider = useRef<HTMLDivElement>(null)
  useEffect(() => {
    slider.current?.focus()
    slider.current?.closest('.it')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const words = (from: number, to: number) =>
    letters
      .slice(from, to)
      .map(({ said }) => said)
      .join('')
  const leave = () => {
    const row = slider.current?.closest('.it')?.querySelector<HTMLElement>('.row')
    review.askFor(null)
    requestAnimationFrame(() => row?.focus())
  }
  const send = () => (cut === null ? remind(true) : review.split(letters[cut]?.at ?? 0))
  const press = (event: KeyboardEvent) => {
    const to = moved(event, letters, cut)
    if (to === null && event.key !== 'Escape' && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (to !== null) move(to)
    else if (event.key === 'Escape') leave()
    else send()
  }
  const [before, after] = cut === null ? ['', ''] : [words(0, cut), words(cut, letters.length)]
  return (
    <div className="split">
      <Letters letters={letters} cut={cut} halves={{ before, after }} slider={slider} onMove={move} onPress={press} />
      {cut === null ? null : (
        <ol className="halves" lang="zh-CN" aria-hidden="true">
          <li>{before}</li>
          <li>{after}</li>
        </ol>
      )}
      {unsaid ? (
        <p className="why" role="alert">
          {say('split.choose')}
        </p>
      ) : null}
      <div className="does">
        <button type="button" className="btn main" onClick={send}>
          {say('split.do')} <Key>Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={leave}>
          {say('split.leave')} <Key>Esc</Key>
        </button>
        <span className="note by-keys">{say('split.keys')}</span>
        <span className="note by-touch">{say('split.touch')}</span>
      </div>
    </div>
  )
}

/** The characters in a row, and the cut between two of them, where one is chosen. */
function Letters(props: {
  readonly letters: readonly Letter[]
  readonly cut: number | null
  readonly halves: { readonly before: string; readonly after: string }
  readonly slider: RefObject<HTMLDivElement | null>
  readonly onMove: (to: number) => void
  readonly onPress: (event: KeyboardEvent) => void
}) {
  const { say } = useWords()
  const { letters, cut, halves, slider, onMove, onPress } = props
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      className="cut"
      lang="zh-CN"
      aria-label={say('split.where')}
      aria-valuemin={cut === null ? 0 : 1}
      aria-valuemax={letters.length - 1}
      aria-valuenow={cut ?? 0}
      aria-valuetext={cut === null ? say('split.nowhere') : say('split.halves', halves)}
      onKeyDown={onPress}
    >
      {letters.map(({ at, said }, index) => (
        <span key={at} className={index === cut ? 'here' : ''} onClick={() => onMove(Math.max(1, index))}>
          {said}
        </span>
      ))}
    </div>
  )
}

/** One character of the finding and its offset in the text. */
interface Letter {
  readonly at: number
  readonly said: string
}

/** The characters of a finding in order, line breaks left out. */
function lettersOf({ evidence }: FindingView, text: string): readonly Letter[] {
  return evidence.flatMap(({ start, end }) => {
    const letters: Letter[] = []
    for (let at = start; at < end; ) {
      const said = String.fromCodePoint(text.codePointAt(at) ?? 0)
      if (!/[\r\n]/.test(said)) letters.push({ at, said })
      at += said.length
    }
    return letters
  })
}

/** Does a clause or a member of a list end just before this character? */
function isAfterMark(letters: readonly Letter[], index: number): boolean {
  return /[、，；。：,;\s]/.test(letters[index - 1]?.said ?? '')
}

/** After the mark nearest the middle; without a mark nobody can say where, but the reader. */
function firstCut(letters: readonly Letter[]): number | null {
  const middle = Math.max(1, Math.round(letters.length / 2))
  const marks = letters.map((_, index) => index).filter((index) => index > 0 && isAfterMark(letters, index))
  return [...marks].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? null
}

/** Where a key moves the cut to; null for other keys. */
function moved(event: KeyboardEvent, letters: readonly Letter[], cut: number | null): number | null {
  const last = letters.length - 1
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
  if (event.key === 'Home') return 1
  if (event.key === 'End') return last
  if (step === undefined) return null
  // Where no cut is chosen the arrows come in from either end.
  const from = cut ?? (step > 0 ? 0 : letters.length)
  const within = (index: number) => Math.min(Math.max(index, 1), last)
  if (!event.shiftKey) {
    for (let index = from + step; index > 0 && index <= last; index += step) {
      if (isAfterMark(letters, index)) return index
    }
  }
  return within(from + step)
}
