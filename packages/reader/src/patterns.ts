/** Patterns too long for a line, written in pieces. */

/** What an item of a list begins with: （一）, 一、, 一是, 1．, ——. */
export const ITEM =
  /^(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}(?:、|是)|\d{1,2}[.．、](?!\d)|—)/

/** One regular expression out of pieces that are joined as they stand. */
export function pattern(flags: string, ...pieces: string[]): RegExp {
  return new RegExp(pieces.join(''), flags)
}

/**
 * Words that something which begins the text may stand before, as a pattern: /^before(?:words)/ is quicker so, because
 * the words are looked for first and seldom found. It matches where that does, but tells of the words alone.
 */
export function behind(before: string, words: string): string {
  return `(?:${words})(?<=^${before}(?:${words}))`
}

/**
 * One regular expression out of several alternatives. It is quick where each begins with words, and looks back from
 * there at what stands before them.
 */
export function anyOf(...alternatives: string[]): RegExp {
  return new RegExp(alternatives.join('|'))
}

/** All matches of a global pattern in a text; `String.matchAll` makes a copy of the pattern each time. */
export function matchesOf(text: string, global: RegExp): RegExpExecArray[] {
  if (!global.global) throw new TypeError(`not global: ${global.source}`)
  const found: RegExpExecArray[] = []
  global.lastIndex = 0
  for (let match = global.exec(text); match !== null; match = global.exec(text)) {
    found.push(match)
    if (match[0] === '') global.lastIndex++
  }
  return found
}
