/**
 * Marks: every word of the lexicon wherever it stands in a flow, found in one pass and kept in flat arrays.
 * A place of the text may bear several marks; which of them counts is decided by who asks, from the context.
 */
import { ACTS, DIVISIONS, EVENT_KINDS, FIELDS, divisionLevel, shortName } from '@handclasp/domain'
import type { Act, EventKind, Field } from '@handclasp/domain'

import { ACT_WORDS, EVENT_HEADS, FIELD_WORDS, WORD_LISTS, wordsOf } from './lexicon.ts'
import { makeTrie } from './trie.ts'
import type { Trie } from './trie.ts'

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

/** What the lexicon knows of a word. */
export interface Entry {
  readonly word: string
  kinds: number
  act: Act | null
  event: EventKind | null
  fields: Field[]
  /** Codes of the divisions that bear the name; empty for a place without a code. */
  codes: string[]
  /** Is the place named by its full official name? */
  full: boolean
}

/** The marks of one flow, in order of start, then end. */
export interface Marks {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly entries: readonly Entry[]
  /** `from[i]` is the first mark that starts at `i` or later. */
  readonly from: Int32Array
  /** The longest mark of a kind that starts at a place, as its index, or -1. */
  readonly startingAt: (at: number, kind: number) => number
  /** The longest mark of a kind that ends at a place, as its index, or -1. */
  readonly endingAt: (at: number, kind: number) => number
  /** All marks of a kind, longest at each start only. */
  readonly all: (kind: number) => number[]
}

let lexicon: { trie: Trie; entries: Entry[] } | null = null

function collect(): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const entry = (word: string): Entry => {
    let found = entries.get(word)
    if (found === undefined) {
      found = { word, kinds: 0, act: null, event: null, fields: [], codes: [], full: false }
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
    for (const word of wordsOf(FIELD_WORDS[field])) {
      entry(word).kinds |= FIELD
      entry(word).fields.push(field)
    }
  }
  for (const { code, name } of DIVISIONS) {
    if (name.length < 2) continue
    const full = entry(name)
    full.kinds |= PLACE
    full.full = true
    if (!full.codes.includes(code)) full.codes.push(code)
    const short = shortName(name)
    if (short === name || short.length < 2) continue
    const abbreviated = entry(short)
    if (divisionLevel(code) === 'county' && (abbreviated.kinds & ~PLACE) !== 0) continue
    abbreviated.kinds |= PLACE
    if (!abbreviated.codes.includes(code)) abbreviated.codes.push(code)
  }
  return entries
}

function lexiconOnce(): { trie: Trie; entries: Entry[] } {
  if (lexicon === null) {
    const entries = [...collect().values()]
    lexicon = { trie: makeTrie(entries.map((entry) => entry.word)), entries }
  }
  return lexicon
}

/** Marks a text in one pass of the trie. Deterministic; linear in the text. */
export function mark(text: string): Marks {
  const { trie, entries } = lexiconOnce()
  const starts: number[] = []
  const ends: number[] = []
  const words: Entry[] = []
  const from = new Int32Array(text.length + 2)
  // One more than the index of the last mark that ends at a place; 0 for none.
  const lastEnding = new Int32Array(text.length + 2)
  const previousEnding: number[] = []
  const lists = new Map<number, number[]>()
  let at = 0
  const found = (entry: number, end: number): void => {
    previousEnding.push(lastEnding[end])
    starts.push(at)
    lastEnding[end] = starts.length
    ends.push(end)
    words.push(entries[entry])
  }
  for (; at < text.length; at++) {
    from[at] = starts.length
    trie.match(text, at, text.length, found)
  }
  from[at] = starts.length
  from[at + 1] = starts.length
  return {
    starts,
    ends,
    entries: words,
    from,
    startingAt(place, kind) {
      let best = -1
      for (let i = from[place]; i < from[place + 1]; i++) if ((words[i].kinds & kind) !== 0) best = i
      return best
    },
    endingAt(place, kind) {
      let best = -1
      for (let next = lastEnding[place]; next > 0; next = previousEnding[next - 1]) {
        if ((words[next - 1].kinds & kind) !== 0) best = next - 1
      }
      return best
    },
    all(kind) {
      const known = lists.get(kind)
      if (known !== undefined) return known
      const marks: number[] = []
      for (let i = 0; i < words.length; i++) {
        if ((words[i].kinds & kind) === 0) continue
        const last = marks.length - 1
        if (last >= 0 && starts[marks[last]] === starts[i]) marks[last] = i
        else marks.push(i)
      }
      lists.set(kind, marks)
      return marks
    },
  }
}
