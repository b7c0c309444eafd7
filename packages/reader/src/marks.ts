/**
 * Marks: every word of the lexicon wherever it stands in a flow, found in one pass and kept in flat arrays.
 * A place of the text may bear several marks; which of them counts is decided by who asks, from the context.
 */
import { ACTS, DIVISIONS, EVENT_KINDS, FIELDS, divisionLevel, shortName } from '@handclasp/domain'
import type { Act, EventKind, Field } from '@handclasp/domain'

import { Characters, isLetter } from './characters.ts'
import {
  ACT_WORDS,
  EVENT_HEADS,
  FIELD_WEIGHTS,
  FIELD_WORDS,
  NO_FIELD,
  SPECIAL_REGIONS,
  WORD_LISTS,
  wordsOf,
} from './lexicon.ts'
import { numbers, units } from './memory.ts'
import { Beginnings, Trie } from './trie.ts'

/** Kinds of words, as bits. */
export const POST = 1
export const NOUN = 2
export const AFTER = 4
export const FOLLOW = 8
export const AGREEMENT = 16
export const PLACE = 32
export const ACT = 64
export const EVENT = 128
export const FIELD = 256
const ALL = 511

/** What the lexicon knows of a word. */
export interface Entry {
  readonly word: string
  kinds: number
  act: Act | null
  event: EventKind | null
  /** The fields it tells, and how surely. */
  fields: (readonly [Field, number])[]
  /** Codes of the divisions that bear the name; empty for a place without a code. */
  codes: string[]
  /** The first of them that is a province's, else the first that is a prefecture's. */
  large: string | null
  /** The first two digits of those that are no county's: the provinces that the word names or lies in. */
  provinces: readonly string[]
  /** Is the place named by its full official name? */
  full: boolean
}

/** Is it the short name of a county, or a place abroad (连城, 马里)? Names of people may be such words. */
export function isCountyOrAbroad({ full, large }: Entry): boolean {
  return !full && large === null
}

/** No word of the lexicon is longer: the lengths of the words that end at a place are kept as 16 bits. */
const LONGEST = 16

interface Lexicon {
  readonly trie: Trie
  readonly entries: readonly Entry[]
  /** The kinds of each entry. */
  readonly kinds: Uint16Array
  /** The words of one character. */
  readonly singles: Characters
  readonly beginnings: Beginnings
  readonly beginningsOfPlaces: Beginnings
  /** The length of the longest word that is more than a place. */
  readonly longest: number
}

let lexicon: Lexicon | null = null

function collect(): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const entry = (word: string): Entry => {
    let found = entries.get(word)
    if (found === undefined) {
      found = { word, kinds: 0, act: null, event: null, fields: [], codes: [], large: null, provinces: [], full: false }
      entries.set(word, found)
    }
    return found
  }
  const put = (list: string, kind: number): void => {
    for (const word of wordsOf(list)) entry(word).kinds |= kind
  }
  put(WORD_LISTS.POST_HEADS, POST)
  put(WORD_LISTS.PERSON_NOUNS, NOUN)
  put(WORD_LISTS.AFTER_TITLES, AFTER)
  put(WORD_LISTS.FOLLOWERS, FOLLOW)
  put(WORD_LISTS.AGREEMENT_HEADS, AGREEMENT)
  put(WORD_LISTS.OTHER_PLACES, PLACE)
  for (const [word, code] of Object.entries(SPECIAL_REGIONS)) {
    entry(word).kinds |= PLACE
    entry(word).codes.push(code)
  }
  for (const act of ACTS) {
    for (const word of wordsOf(ACT_WORDS[act])) {
      entry(word).kinds |= ACT | FOLLOW
      entry(word).act = act
    }
  }
  for (const kind of EVENT_KINDS) {
    for (const word of wordsOf(EVENT_HEADS[kind])) {
      entry(word).kinds |= EVENT
      entry(word).event = kind
    }
  }
  for (const field of FIELDS) {
    for (const [surety, list] of Object.entries(FIELD_WORDS[field])) {
      for (const word of wordsOf(list)) {
        entry(word).kinds |= FIELD
        entry(word).fields.push([field, FIELD_WEIGHTS[surety as keyof typeof FIELD_WEIGHTS]])
      }
    }
  }
  put(NO_FIELD, FIELD)
  for (const { code, name } of DIVISIONS) {
    if (name.length < 2) continue
    for (const word of [name, ...plainName(name)]) {
      const full = entry(word)
      full.kinds |= PLACE
      full.full = true
      if (!full.codes.includes(code)) full.codes.push(code)
    }
    const short = shortName(name)
    if (short === name || short.length < 2) continue
    const abbreviated = entry(short)
    if (divisionLevel(code) === 'county' && (abbreviated.kinds & ~PLACE) !== 0) continue
    abbreviated.kinds |= PLACE
    if (!abbreviated.codes.includes(code)) abbreviated.codes.push(code)
  }
  for (const each of entries.values()) if (each.codes.length > 0) rank(each)
  return entries
}

const AUTONOMOUS = /族?自治([州县旗])$/

/** What an autonomous division is called without its peoples: 松桃县 for 松桃苗族自治县. Rule: [R80]. */
function plainName(name: string): string[] {
  const unit = AUTONOMOUS.exec(name)?.[1]
  return unit === undefined ? [] : [shortName(name).replace(/族$/, '') + unit]
}

function rank(entry: Entry): void {
  const large = entry.codes.filter((code) => divisionLevel(code) !== 'county')
  entry.large = large.find((code) => divisionLevel(code) === 'province') ?? large[0] ?? null
  entry.provinces = [...new Set(large.map((code) => code.slice(0, 2)))]
}

function lexiconOnce(): Lexicon {
  if (lexicon === null) {
    const entries = [...collect().values()]
    if (entries.some(({ word }) => word.length > LONGEST)) throw new RangeError('a word of the lexicon is too long')
    if (entries.some(({ word, kinds }) => word.length < 2 && (kinds & PLACE) !== 0))
      throw new RangeError('a place is short')
    const words = entries.map((entry) => entry.word)
    lexicon = {
      trie: new Trie(words),
      entries,
      kinds: Uint16Array.from(entries, (entry) => entry.kinds),
      singles: new Characters(...words.filter((word) => word.length === 1)),
      beginnings: new Beginnings(words),
      longest: Math.max(...entries.map(({ word, kinds }) => (kinds === PLACE ? 0 : word.length))),
      beginningsOfPlaces: new Beginnings(words.filter((_, i) => (entries[i].kinds & PLACE) !== 0)),
    }
  }
  return lexicon
}

/** Words of the lexicon found in a text, in order of start, then end. */
export class Found {
  /** How many there are. */
  size = 0
  starts: Int32Array
  ends: Int32Array
  /** The kinds of each word found. */
  kinds: Uint16Array
  private words: Uint16Array
  private readonly lexicon: Lexicon
  private readonly lists = new Map<number, readonly number[]>()

  constructor(words: Lexicon, room: number) {
    this.lexicon = words
    this.starts = numbers(room)
    this.ends = numbers(room)
    this.kinds = units(room)
    this.words = units(room)
  }

  /** Adds a word behind the others. */
  put(word: number, start: number, end: number): void {
    if (this.size === this.starts.length) this.grow()
    const index = this.size++
    this.starts[index] = start
    this.ends[index] = end
    this.words[index] = word
    this.kinds[index] = this.lexicon.kinds[word]
  }

  /** What the lexicon knows of a word found. */
  entry(index: number): Entry {
    return this.lexicon.entries[this.words[index]]
  }

  /** All of a kind, longest at each start only. */
  all(kind: number): readonly number[] {
    const known = this.lists.get(kind)
    if (known !== undefined) return known
    const { starts, kinds, size } = this
    const marks: number[] = []
    for (let i = 0; i < size; i++) {
      if ((kinds[i] & kind) === 0) continue
      const last = marks.length - 1
      if (last >= 0 && starts[marks[last]] === starts[i]) marks[last] = i
      else marks.push(i)
    }
    this.lists.set(kind, marks)
    return marks
  }

  private grow(): void {
    const room = this.size * 2
    const { starts, ends, kinds, words } = this
    this.starts = numbers(room)
    this.ends = numbers(room)
    this.kinds = units(room)
    this.words = units(room)
    this.starts.set(starts)
    this.ends.set(ends)
    this.kinds.set(kinds)
    this.words.set(words)
  }
}

/** The marks of one flow, which can be asked for by place. */
export class Marks extends Found {
  /** `from[i]` is the first mark that starts at `i` or later. */
  readonly from: Int32Array
  /** A bit for every length of a mark that ends at a place. */
  private readonly lengths: Uint16Array

  constructor(words: Lexicon, length: number, room: number) {
    super(words, room)
    this.from = numbers(length + 2)
    this.lengths = units(length + 2)
  }

  /** Says that no more marks follow. */
  close(length: number): this {
    const { starts, ends, lengths, size } = this
    for (let i = 0; i < size; i++) lengths[ends[i]] |= 1 << (ends[i] - starts[i] - 1)
    this.from[length] = size
    this.from[length + 1] = size
    return this
  }

  /** The longest mark of a kind that starts at a place, as its index, or -1. */
  startingAt(place: number, kind: number): number {
    const { from, kinds } = this
    const first = from[place]
    for (let i = from[place + 1] - 1; i >= first; i--) if ((kinds[i] & kind) !== 0) return i
    return -1
  }

  /** The longest mark of a kind that ends at a place, as its index, or -1. */
  endingAt(place: number, kind: number): number {
    const { from, ends, kinds } = this
    for (let lengths = this.lengths[place] | 0; lengths !== 0; ) {
      const length = 32 - Math.clz32(lengths)
      lengths ^= 1 << (length - 1)
      const last = from[place - length + 1]
      for (let i = from[place - length]; i < last; i++) {
        if (ends[i] === place && (kinds[i] & kind) !== 0) return i
      }
    }
    return -1
  }

  /** All marks of a kind by their ends, the longest at each. */
  allEnding(kind: number): number[] {
    const { kinds, ends, size } = this
    const marks: number[] = []
    for (let i = 0; i < size; i++) {
      if ((kinds[i] & kind) === 0) continue
      let at = marks.length
      while (at > 0 && ends[marks[at - 1]] > ends[i]) at--
      if (at === 0 || ends[marks[at - 1]] !== ends[i]) marks.splice(at, 0, i)
    }
    return marks
  }
}

/** Marks a text, given by its code units, in one pass of the trie. Deterministic; linear in the text. */
export function mark(text: Uint16Array): Marks {
  const words = lexiconOnce()
  const { singles, beginnings } = words
  const { roots, entries } = words.trie
  const size = text.length
  const marks = new Marks(words, size, 16 + ((size * 3) >> 3))
  const { from } = marks
  for (let at = 0; at < size; at++) {
    const unit = text[at]
    from[at] = marks.size
    if (singles.has(unit)) marks.put(entries[roots[unit]], at, at + 1)
    if (at + 1 < size && beginnings.has(unit, text[at + 1])) putLonger(marks, words, text, at, ALL)
  }
  return marks.close(size)
}

/** Finds the places alone. */
export function findPlaces(text: Uint16Array): Found {
  const words = lexiconOnce()
  const { beginningsOfPlaces } = words
  const found = new Found(words, 16 + (text.length >> 4))
  for (let at = 0; at + 1 < text.length; at++) {
    if (beginningsOfPlaces.has(text[at], text[at + 1])) putLonger(found, words, text, at, PLACE)
  }
  return found
}

/**
 * Marks the words of two characters and more that start at a place; those of Latin letters (AI) only where no further
 * letter stands beside them (TAIWAN).
 */
function putLonger(marks: Found, { trie, kinds }: Lexicon, text: Uint16Array, at: number, kind: number): void {
  const latin = isLetter(text[at])
  if (latin && at > 0 && isLetter(text[at - 1])) return
  let node = trie.roots[text[at]]
  for (let end = at + 1; node !== 0 && end < text.length; ) {
    node = trie.step(node, text[end++])
    const word = trie.entries[node]
    if (word < 0 || (kinds[word] & kind) === 0 || (latin && isLetter(text[end - 1]) && isLetter(text[end]))) continue
    marks.put(word, at, end)
  }
}

/**
 * Does a word of a kind other than places, of so many characters (two or more) at least, end at a place? Asked of the
 * lexicon itself.
 */
export function wordEndsAt(text: string, at: number, kind: number, least: number): boolean {
  const { trie, kinds, beginnings, longest } = lexiconOnce()
  for (let start = at - least; start >= Math.max(0, at - longest); start--) {
    if (!beginnings.has(text.charCodeAt(start), text.charCodeAt(start + 1))) continue
    let node = trie.roots[text.charCodeAt(start)]
    for (let end = start + 1; node !== 0 && end < at; end++) node = trie.step(node, text.charCodeAt(end))
    const word = node === 0 ? -1 : trie.entries[node]
    if (word >= 0 && (kinds[word] & kind) !== 0) return true
  }
  return false
}

/** Does a word of a kind start at a place? Asked of the lexicon itself, whatever is marked. */
export function wordStartsAt(text: string, at: number, kind: number): boolean {
  const { trie, kinds } = lexiconOnce()
  let node = at < text.length ? trie.roots[text.charCodeAt(at)] : 0
  for (let end = at + 1; node !== 0; end++) {
    const word = trie.entries[node]
    if (word >= 0 && (kinds[word] & kind) !== 0) return true
    node = end < text.length ? trie.step(node, text.charCodeAt(end)) : 0
  }
  return false
}
