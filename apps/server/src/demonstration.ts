/** The demonstration: one invented front page, taken in on the first start, waiting for review, and two members. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { takeIn, takeOver } from '@handclasp/api'
import type { MemberId } from '@handclasp/domain'
import type { Installation } from './installation.ts'

const PAGE = {
  file: fileURLToPath(import.meta.resolve('@handclasp/reader/samples/front-page.txt')),
  name: '《霁原日报》2026年5月19日 第1版（虚构样报）',
  published: '2026-05-19',
}

/** Who is to be seen in it: one for the side that opens a cooperation, one for the other. */
const MEMBERS = [
  { loginName: 'xian', name: '冼知樵' },
  { loginName: 'yu', name: '喻澈言' },
] as const

/** Takes the sample page in where it is not there yet, and makes the members; gives these. */
export async function demonstrate({ ledger, accounts }: Installation): Promise<readonly MemberId[]> {
  const taken = await takeIn(ledger, readFileSync(PAGE.file), PAGE.name, PAGE.published)
  if (!taken.ok) throw new Error(`the sample page cannot be read: ${taken.refusal.code}`)
  const there = await accounts.members()
  const members: MemberId[] = []
  for (const given of MEMBERS) {
    const known = there.find(({ loginName }) => loginName === given.loginName)
    const code = accounts.setupCode()
    // Nobody signs in by it: in the demonstration one is who one says.
    const password = randomBytes(24).toString('hex')
    const made = known
      ? { ok: true as const, value: known }
      : code === null
        ? await accounts.addMember({ ...given, password })
        : await accounts.setUp({ ...given, code, password })
    if (!made.ok) throw new Error(`a member of the demonstration cannot be made: ${made.refusal.code}`)
    members.push(made.value.id)
  }
  await takeOver(ledger, accounts)
  return members
}
