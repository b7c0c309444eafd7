import type { CommitmentId, SideId, Stance, VersionId, VersionWritten } from '@handclasp/domain'
import { expect, it } from 'vitest'
import { daysBetween, deedOf, doingsOf, shortDay, spokenOf } from './standing.ts'

const [EAST, WEST] = ['sid_EAST' as SideId, 'sid_WEST' as SideId]

/** A version by a name such as `a`, proposed by the east; `west` is what the west said to it. */
function version(name: string, west: Stance | 'silent', part: Partial<VersionWritten> = {}): VersionWritten {
  return {
    version: name as VersionId,
    of: name,
    parent: null,
    bound: [EAST, WEST],
    ending: null,
    by: EAST,
    seq: 1,
    needed: [EAST, WEST],
    standpoints: [
      { side: EAST, stance: 'accepted', late: false },
      { side: WEST, stance: west, late: false },
    ],
    agreed: west === 'accepted',
    open: west === 'silent',
    terms: null,
    note: null,
    ...part,
  }
}
const ENDING = { kind: 'delivered' as const, successor: null as CommitmentId | null }
const PROPOSED = [version('a', 'silent')]
const AGREED = [version('a', 'accepted')]
const AMENDING = [...AGREED, version('b', 'silent', { parent: 'a' as VersionId })]
const ENDED = [...AGREED, version('z', 'accepted', { parent: 'a' as VersionId, ending: ENDING })]

function doings(versions: readonly VersionWritten[], inForce: string | null, side: SideId) {
  const state = 'proposed' as const
  const found = doingsOf({ versions, inForce: inForce as VersionId | null, rivals: [], state }, side)
  const names = (list: readonly VersionWritten[]) => list.map((each) => each.version).join(' ')
  const change = `${found.reopens ? 'reopen' : 'change'} ${found.change?.version}`
  return [`answer ${names(found.answer)}`, `withdraw ${names(found.withdraw)}`, change, `end ${names(found.end)}`]
}

it.each([
  ['what it proposed, the proposer', PROPOSED, null, EAST, ['answer ', 'withdraw a', 'change a', 'end ']],
  ['what was proposed, the other', PROPOSED, null, WEST, ['answer a', 'withdraw ', 'change a', 'end ']],
  ['what holds, either', AGREED, 'a', WEST, ['answer ', 'withdraw ', 'change a', 'end a']],
  ['a change of it, the other', AMENDING, 'a', WEST, ['answer b', 'withdraw ', 'change b', 'end a']],
  ['what ended, either', ENDED, 'z', WEST, ['answer ', 'withdraw ', 'reopen z', 'end ']],
] as const)('knows what can be done about %s', (_, versions, inForce, side, expected) => {
  expect(doings(versions, inForce, side)).toEqual(expected)
})

it('lets versions beside each other be ended only', () => {
  const versions = [version('a', 'accepted'), version('b', 'accepted')]
  const rivals = versions.map((each) => each.version)
  const { change, end } = doingsOf({ versions, inForce: null, rivals, state: 'rivals' }, EAST)
  expect([change, end]).toEqual([null, versions])
})

it('lets one ending wait at a time', () => {
  const ending = [...AGREED, version('z', 'silent', { parent: 'a' as VersionId, ending: ENDING })]
  expect(doings(ending, 'a', WEST)).toEqual(['answer z', 'withdraw ', 'change a', 'end '])
})

it('speaks of what is open first, then of what is in force', () => {
  const stood = { inForce: 'a' as VersionId, rivals: [], state: 'amending' as const }
  expect(spokenOf({ ...stood, versions: AMENDING })?.version).toBe('b')
  expect(spokenOf({ ...stood, versions: ENDED })?.version).toBe('a')
  expect(spokenOf({ ...stood, versions: [] })).toBeNull()
})

it.each([
  ['a', 'proposed', 'proposed'],
  ['b', 'proposed', 'changed'],
  ['z', 'proposed', 'ended'],
  ['y', 'proposed', 'reopened'],
  ['a', 'declined', 'declined'],
] as const)('tells what was said to %s, %s, as %s', (name, stance, deed) => {
  const versions = [...AMENDING, ...ENDED.slice(1), version('y', 'silent', { parent: 'z' as VersionId })]
  const saying = { side: EAST, seq: 1, written: '', version: name as VersionId, stance, note: null }
  expect(deedOf(versions, saying)).toBe(deed)
})

it('counts days by the calendar and leaves out the year of today', () => {
  expect(daysBetween('2026-11-22', '2027-01-01')).toBe(40)
  expect(daysBetween('2026-11-22', '2026-10-31')).toBe(-22)
  expect([shortDay('2026-12-31', '2026-11-22'), shortDay('2027-12-31', '2026-11-22')]).toEqual(['12-31', '2027-12-31'])
})
