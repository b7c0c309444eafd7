/** How well a new password guards: by its length first, then by how plain it is. Pure. */

/** Characters a password must have at least, and how many of them must be different. */
export const LEAST = 12
const DIFFERENT = 5

/**
 * What there is to say of a password. `short`, `plain` (few characters again and again) and `named` (it holds the login
 * name) are not taken; `run` is easy to guess, and is.
 */
export type Strength = 'short' | 'plain' | 'named' | 'run' | 'enough' | 'strong'

const RUNS = /0123456|1234567|abcdefg|qwertyu|password|handclasp/i

/** What there is to say of a password, and how many characters it lacks. */
export function strengthOf(
  password: string,
  loginName = '',
): { readonly strength: Strength; readonly lacks: number; readonly isTaken: boolean } {
  const normal = password.normalize('NFKC')
  const characters = Array.from(normal)
  const lacks = Math.max(0, LEAST - characters.length)
  const name = loginName.trim().normalize('NFKC').toLowerCase()
  const said = (strength: Strength, isTaken: boolean) => ({ strength, lacks, isTaken })
  if (lacks > 0) return said('short', false)
  if (new Set(characters).size < DIFFERENT) return said('plain', false)
  if (name !== '' && normal.toLowerCase().includes(name)) return said('named', false)
  if (RUNS.test(normal)) return said('run', true)
  return said(characters.length < 16 ? 'enough' : 'strong', true)
}
