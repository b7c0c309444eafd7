/** How well a new password guards: by its length first, then by how plain it is. Pure. */

/** Characters a password must have at least. */
export const LEAST = 12

/** What there is to say of a password. `plain`: few characters again and again, or a run of the keyboard. */
export type Strength = 'short' | 'plain' | 'enough' | 'strong'

const RUNS = /0123456|1234567|abcdefg|qwertyu|password|handclasp/i

/** What there is to say of a password, and how many characters it lacks. */
export function strengthOf(password: string): { readonly strength: Strength; readonly lacks: number } {
  const characters = Array.from(password.normalize('NFKC'))
  const lacks = Math.max(0, LEAST - characters.length)
  if (lacks > 0) return { strength: 'short', lacks }
  if (new Set(characters).size < 6 || RUNS.test(password)) return { strength: 'plain', lacks }
  return { strength: characters.length < 16 ? 'enough' : 'strong', lacks }
}
