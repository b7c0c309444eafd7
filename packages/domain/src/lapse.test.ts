import { expect, it } from 'vitest'
import type { Terms, VersionWritten } from './commitment.ts'
import { isLapsed } from './lapse.ts'

const by = (deadline: string | null) => ({ open: true, terms: { deadline } as Terms })
const passed = { ...by('2026-06-30'), open: false }

it.each([
  ['is left on the last day', 'proposed', [by('2026-06-30')], '2026-06-30', false],
  ['lapses with the end of that day', 'proposed', [by('2026-06-30')], '2026-07-01', true],
  ['has no day to lapse on', 'proposed', [by(null)], '2036-07-01', false],
  [
    'is left while other terms of it can be agreed',
    'proposed',
    [by('2026-06-30'), by('2026-09-30')],
    '2026-07-01',
    false,
  ],
  ['goes by terms that can be agreed alone', 'proposed', [passed, by('2026-09-30')], '2026-07-01', false],
  ['lapses with the last of them', 'proposed', [passed, by('2026-09-30')], '2026-10-01', true],
  ['does not lapse once it was agreed', 'agreed', [passed], '2026-07-01', false],
  ['does not lapse with a change of it', 'amending', [passed, by('2026-06-30')], '2026-07-01', false],
  ['was declined and does not lapse', 'declined', [passed], '2026-07-01', false],
] as const)('[L98] what is proposed %s', (_, state, versions, day, lapsed) => {
  expect(isLapsed({ state, versions: versions as unknown as readonly VersionWritten[] }, day)).toBe(lapsed)
})
