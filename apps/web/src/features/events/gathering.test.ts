import type { LedgerView } from '@handclasp/api/client'
import { expect, test } from 'vitest'
import { type EventRecord, partsAt } from './gathering.ts'

test('people stand in the order in which the page names them, whenever they were accepted', () => {
  const part = (name: string, source: string, start: number) => ({
    name,
    events: ['evt_1'],
    quote: { source, spans: [{ start, end: start + 3 }] },
  })
  const participations = [part('丁', 'b', 1), part('乙', 'a', 20), part('甲', 'a', 10), part('丙', 'a', 30)]
  const ledger = { participations } as unknown as LedgerView
  const event = { id: 'evt_1', quote: { source: 'a', spans: [] } } as unknown as EventRecord
  expect(partsAt(ledger, event).map(({ name }) => name)).toEqual(['甲', '乙', '丙', '丁'])
})
