/**
 * Search: how texts are taken apart into words that can be looked up, and how what was asked is found in them again.
 * Han text is taken as overlapping pairs of characters, for nothing else parts it surely; other writing as words; names
 * also by the initial letters of their pinyin (hyp finds 贺云屏).
 */
import { INITIALS } from './initials.data.ts'
import type { Span } from './reading.ts'

const HAN = /\p{Script=Han}/u
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{Letter}\p{Number}])+/gu
const FIRST = 0x4e00
const LETTERS = INITIALS.replaceAll('\n', '')

/** Surnames that read otherwise than the character usually does, each with its initial. */
const SURNAMES: ReadonlyMap<string, string> = new Map(
  '曾z单s解x仇q区o查z翟z盖g朴p乐y召s种c折s重c覃q尉y缪m宓f员y祭z冼x繁p秘b那n'
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]),
)

/** Full width and compatibility forms, radicals too, as plain ones, capitals small; every character keeps its place. */
function plain(text: string): string {
  let out = ''
  for (const unit of text) {
    const folded = unit.normalize('NFKC').toLowerCase()
    out += folded.length === unit.length ? folded : unit
  }
  return out
}

/** A line broken between two Han characters: a page breaks its lines wherever they are full. */
const BREAK = /(?<=\p{Script=Han})\s*\n\s*(?=\p{Script=Han})/gu

/** A text as words are looked for in it: plain, and lines that a page broke joined. */
export function foldedText(text: string): string {
  return plain(text).replace(BREAK, '')
}

/** A word's length at most; what is longer is no word, and is found by its beginning. */
const LONGEST = 60

/** A run as long as a word may be; no character is cut in half. */
function shortened(run: string): string {
  return run.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')
}

/** Beginnings so long are words of their own: looked up as they are, while what all begins with one is read whole. */
const BEGINNING = 6

/** A word and its beginnings of so many characters or more. */
function begun(word: string, from: number): readonly string[] {
  const characters = [...word]
  const some = characters.slice(0, Math.min(characters.length - 1, BEGINNING)).map((_, index) => index + 1)
  return [...some.filter((length) => length >= from).map((length) => characters.slice(0, length).join('')), word]
}

/** What looks up all words that begin so. */
function beginning(run: string): string {
  return [...run].length > BEGINNING ? `${run}*` : run
}

/** The words a text can be looked up by: Han characters, pairs of them, other words whole and by their beginnings. */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>()
  for (const [run] of foldedText(text).matchAll(RUNS)) {
    const characters = HAN.test(run) ? [...run] : []
    if (characters.length === 0) for (const word of begun(shortened(run), 1)) words.add(word)
    characters.forEach((character, index) => {
      words.add(character).add(character + (characters[index + 1] ?? ''))
    })
  }
  return [...words]
}

/** The initial letters of a name's pinyin and their beginnings, marked so that they are no word of a text: `~hyp`. */
export function initialsOf(name: string): readonly string[] {
  const characters = [...name].filter((character) => letterOf(character) !== null)
  if (characters.length < 2) return []
  const [surname = '', ...given] = characters
  const rest = given.map(letterOf).join('')
  const firsts = new Set([letterOf(surname), SURNAMES.get(surname) ?? letterOf(surname)])
  return [...firsts].flatMap((first) => begun(`${first ?? ''}${rest}`, 2)).map((letters) => `~${letters}`)
}

function letterOf(character: string): string | null {
  const letter = LETTERS.charAt((character.codePointAt(0) ?? 0) - FIRST)
  return letter === '' || letter === '-' ? null : letter
}

/** One thing asked for: all of its words must be there. A word that ends in `*` may go on. */
export interface Asked {
  /** As asked, plain. */
  readonly run: string
  /** Each group is met by any of its words. */
  readonly groups: readonly (readonly string[])[]
}

/** Is a run one of Han characters? */
export function isHan(run: string): boolean {
  return HAN.test(run)
}

/** What was asked, run by run; none where nothing can be looked up. */
export function asked(query: string): readonly Asked[] {
  return [...plain(query).matchAll(RUNS)].map(([whole]) => {
    const run = HAN.test(whole) ? whole : shortened(whole)
    const word = beginning(run)
    if (/^[a-z]{2,}$/.test(run)) return { run, groups: [[word, `~${word}`]] }
    if (!HAN.test(run)) return { run, groups: [[word]] }
    const characters = [...run]
    if (characters.length === 1) return { run, groups: [[run]] }
    return { run, groups: characters.slice(0, -1).map((one, index) => [one + (characters[index + 1] ?? '')]) }
  })
}

/** Where runs of Han characters begin in joined lines, and lines that were joined to the one before. */
function beginningsOf(joined: string, breaks: readonly Span[]): readonly number[] {
  const runs = [...joined.matchAll(RUNS)].filter(([run]) => HAN.test(run)).map(({ index }) => index)
  let gone = 0
  const lines = breaks.map(({ start, end }) => {
    const place = start - gone
    gone += end - start
    return place
  })
  return [...new Set([...runs, ...lines])]
}

/** Where the runs that were asked for stand in a text, in order, none overlapping another; of initials their names. */
export function foundIn(text: string, query: string): readonly Span[] {
  const folded = plain(text)
  const breaks = [...folded.matchAll(BREAK)].map(({ index, 0: gap }) => ({ start: index, end: index + gap.length }))
  const joined = foldedText(text)
  /** The offset in the text of one in the joined lines: all breaks before it come on top. */
  const at = (offset: number) => {
    let place = offset
    for (const { start, end } of breaks) {
      if (start > place) break
      place += end - start
    }
    return place
  }
  const spanOf = (from: number, length: number): Span => ({ start: at(from), end: at(from + length - 1) + 1 })
  const spans = asked(query).flatMap(({ run, groups }) => {
    const found: Span[] = []
    for (let from = joined.indexOf(run); from >= 0; from = joined.indexOf(run, from + run.length)) {
      found.push(spanOf(from, run.length))
    }
    if (found.length > 0 || !groups.some((group) => group.some((word) => word.startsWith('~')))) return found
    // By initials it is a name that was found: one stands where a line, or a run of Han characters, begins.
    return beginningsOf(joined, breaks).flatMap((from) => {
      const name = joined.slice(from, from + run.length)
      return initialsOf(name).includes(`~${run}`) ? [spanOf(from, run.length)] : []
    })
  })
  const apart: Span[] = []
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span)
  }
  return apart
}

/**
 * The part of a text around what was found first, as long as a line; `…` says where something was left out. `joint`
 * stands where a line ended.
 */
export function excerpt(text: string, query: string, length: number, joint = ''): string {
  const [first] = foundIn(text, query)
  const start = Math.max(0, Math.min((first?.start ?? 0) - Math.floor(length / 4), text.length - length))
  const part = text.slice(start, start + length).replaceAll('\n', joint)
  return `${start > 0 ? '…' : ''}${part}${start + length < text.length ? '…' : ''}`
}
