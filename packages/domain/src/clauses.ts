/**
 * Clauses 条款 of an agreement's text, numbered as the text numbers them: 第一章, 第三条, 一、, （二）, 1., (2), ③. The
 * numbers themselves tell the levels: a way of numbering not yet in use goes one level deeper, one in use goes back to
 * its level and on by one. What does not go on from its level (1.5亿元 at the head of a line, 三、四月份) numbers nothing.
 */
import { readNumber } from './numbers.ts'
import type { Span } from './reading.ts'

/** One numbered clause with its own words, those of clauses under it left out. */
export interface Clause {
  /** The number as written: 第三条, （二）, 1. */
  readonly number: string
  /** The numbers from the outermost clause down to this one, as the text would be cited: 第三条（二）1. */
  readonly path: string
  /** 0 is outermost. */
  readonly level: number
  /** Number, words and line breaks up to the next clause, as offsets of the text. */
  readonly span: Span
  /** The words without number and line breaks. */
  readonly text: string
}

/** The ways of numbering; each finds the number at the head of a line, the group being what is counted. */
const WAYS: readonly { readonly name: string; readonly head: RegExp }[] = [
  { name: 'part', head: /^第([零〇一二三四五六七八九十百0-9]+)(?:编|部分)(?=[\s：:]|\p{Script=Han})/u },
  { name: 'chapter', head: /^第([零〇一二三四五六七八九十百0-9]+)章/ },
  { name: 'section', head: /^第([零〇一二三四五六七八九十百0-9]+)节/ },
  { name: 'article', head: /^第([零〇一二三四五六七八九十百0-9]+)条/ },
  { name: 'han', head: /^([一二三四五六七八九十]+)[、．.]/ },
  { name: 'han in brackets', head: /^[（(]([一二三四五六七八九十]+)[）)][、.]?/ },
  { name: 'figure', head: /^([0-9０-９]{1,2})(?:[．.](?![0-9０-９])|、)/ },
  { name: 'figure in brackets', head: /^[（(]([0-9０-９]{1,2})[）)][、.]?/ },
  { name: 'figure before a bracket', head: /^([0-9０-９]{1,2})[）)]/ },
  { name: 'figure in a circle', head: /^([①-⑳])/ },
]

interface Open {
  readonly way: string
  readonly count: number
  readonly number: string
}

/** The clauses of a text in order; none where it numbers nothing. */
export function clausesOf(text: string): readonly Clause[] {
  const found: { start: number; words: number; open: readonly Open[] }[] = []
  let open: readonly Open[] = []
  for (const line of text.matchAll(/[^\n]+/g)) {
    const blank = /^\s*/.exec(line[0])?.[0].length ?? 0
    const start = line.index + blank
    const next = goneOn(open, line[0].slice(blank))
    if (!next) continue
    open = next
    found.push({ start, words: start + (next.at(-1)?.number.length ?? 0), open })
  }
  return found.map(({ start, words, open: line }, index) => {
    const end = found[index + 1]?.start ?? text.length
    const said = text.slice(words, end).replace(/^[\s　：:]+/, '')
    return {
      number: line.at(-1)?.number ?? '',
      path: line.map(({ number }) => number).join(''),
      level: line.length - 1,
      span: { start, end },
      text: said.replace(/\s*\n\s*/g, '').trim(),
    }
  })
}

/** The open numbers after a line, where it begins with one that goes on from them; null where it does not. */
function goneOn(open: readonly Open[], line: string): readonly Open[] | null {
  for (const { name: way, head } of WAYS) {
    const [number, counted] = head.exec(line) ?? []
    if (number === undefined || counted === undefined) continue
    const count = countOf(counted)
    const level = open.findIndex((one) => one.way === way)
    const before = open[level]
    if (before ? count === before.count + 1 : count === 1) {
      return [...open.slice(0, before ? level : open.length), { way, count, number }]
    }
    // Articles are counted through: a new chapter goes on from the last article of the one before.
    if (!before && way === 'article' && count > 1) return [...open, { way, count, number }]
  }
  return null
}

function countOf(counted: string): number {
  const circled = counted.codePointAt(0) ?? 0
  if (circled >= 0x2460 && circled <= 0x2473) return circled - 0x245f
  return readNumber(counted, 0)?.value ?? 0
}
