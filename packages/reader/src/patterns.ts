/** Patterns too long for a line, written in pieces. */

/** One regular expression out of pieces that are joined as they stand. */
export function pattern(flags: string, ...pieces: string[]): RegExp {
  return new RegExp(pieces.join(''), flags)
}

/**
 * One regular expression out of several alternatives. It is quick where each begins with words, and looks back from
 * there at what stands before them.
 */
export function anyOf(...alternatives: string[]): RegExp {
  return new RegExp(alternatives.join('|'), 'u')
}
