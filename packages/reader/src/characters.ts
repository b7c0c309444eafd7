/** Sets of characters, asked by code unit, so that no string is made to look at one. */

/** What `\s` means in a pattern. */
export const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
  '\u2028\u2029\u202f\u205f\u3000\ufeff'
/** What `\d` means in a pattern. */
export const DIGITS = '0123456789'

/** Is it a Latin letter of half width? */
export function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
}

/** Some characters of the basic plane. */
export class Characters {
  private readonly bits = new Uint32Array(2048)

  constructor(...characters: readonly string[]) {
    for (const some of characters) {
      for (let i = 0; i < some.length; i++) this.bits[some.charCodeAt(i) >> 5] |= 1 << (some.charCodeAt(i) & 31)
    }
  }

  /** Is the code unit one of them? */
  has(unit: number): boolean {
    return ((this.bits[unit >> 5] >>> (unit & 31)) & 1) !== 0
  }

  /** Does one of them stand at a place? None does before a text's start or behind its end. */
  at(text: string, place: number): boolean {
    return place >= 0 && place < text.length && this.has(text.charCodeAt(place))
  }
}
