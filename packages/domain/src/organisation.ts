/** Organisations 单位 by name and 统一社会信用代码, as they are typed and written. Pure. */
import type { Organisation } from './commitment.ts'

/** The characters of a code, each by its value: letters that look like figures are left out (GB 32100). */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/** Is this a code: 18 characters, the last of which follows from the others as GB 32100 has it? */
export function isCreditCode(code: string): boolean {
  return code.length === LENGTH && code.at(-1) === checkOf(code.slice(0, -1))
}

/** The last character of a code by its first seventeen; null where they are not characters of one. */
export function checkOf(first: string): string | null {
  let sum = 0
  let weight = 1
  for (const character of first) {
    const value = CHARACTERS.indexOf(character)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % CHARACTERS.length
  }
  return CHARACTERS.charAt((CHARACTERS.length - (sum % CHARACTERS.length)) % CHARACTERS.length)
}

/** An organisation as people type it: its name, and after a space its code where they give it. */
export function organisationTyped(words: string): Organisation {
  const [, name, code] = /^(.+?)\s+([0-9A-Za-z]{18})$/.exec(words.normalize('NFKC').trim()) ?? []
  return name === undefined || code === undefined
    ? { name: words.trim(), code: null }
    : { name, code: code.toUpperCase() }
}

/** An organisation as a field shows it. */
export function organisationWords({ name, code }: Organisation): string {
  return code === null ? name : `${name} ${code}`
}
