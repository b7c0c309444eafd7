/** Keys that follow from the installation's own: whoever may read its data folder has them. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a key is for: signing the cookies of members, or showing that a request comes from the command line here. */
type Purpose = 'sign-in' | 'command-line'

/** A key for one purpose, 64 hexadecimal characters: the same as long as the installation has its own. */
export function derivedKey(folder: string, purpose: Purpose): string {
  const own = readFileSync(join(folder, 'installation.key'))
  return createHmac('sha256', own).update(`handclasp ${purpose}`).digest('hex')
}

/** The headers by which the command line asks the server that runs. */
export function commandLine(folder: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${derivedKey(folder, 'command-line')}` }
}
