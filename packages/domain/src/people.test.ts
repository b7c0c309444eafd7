import { expect, it } from 'vitest'
import {
  type Act,
  type EventId,
  type ParticipationId,
  type PersonId,
  peopleOf,
  type RecordOf,
  type SourceHash,
} from './index.ts'

const SOURCE = 'a'.repeat(64) as SourceHash
const VISIT = 'evt_VISIT' as EventId
const TALKS = 'evt_TALKS' as EventId

function quote(words: string) {
  return { words, source: SOURCE, spans: [{ start: 0, end: words.length }], lines: { from: 1, to: 1 }, outlet: null }
}

function event(id: EventId, start: string | null): RecordOf<'event'> {
  const date = start === null ? null : { start, end: start }
  const said = { name: `${id}的名字`, date, place: null, sites: [], programme: [], quote: quote('会') }
  return { kind: 'event', type: 'meeting', id, seq: 1, finding: null, replaces: null, ...said }
}

function part(
  seq: number,
  person: string,
  name: string,
  post: string,
  at: readonly EventId[],
): RecordOf<'participation'> {
  const acts = at.map((one) => ({ act: 'attend' as Act, event: one }))
  const structure = {
    id: `par_${seq}` as ParticipationId,
    finding: null,
    replaces: null,
    events: at,
    person: person as PersonId,
  }
  const payload = { name, posts: [post], region: '霁原省', acts, quote: quote(name) }
  return { kind: 'participation', seq, ...structure, ...payload } as const
}

const source: RecordOf<'source'> = {
  kind: 'source',
  id: SOURCE,
  seq: 1,
  source: SOURCE,
  name: '霁原日报',
  outlet: null,
  published: '2026-05-19',
}

it('gathers the participations said to be of one person, oldest day first, with the days of each post', () => {
  const participations = [
    part(5, 'per_A', '荀静澜', '汐岭省省长', [TALKS]),
    part(6, 'per_B', '荀静澜', '琮宁市市长', []),
    part(7, 'per_A', '荀静澜', '汐岭省委书记', [VISIT]),
    part(8, 'per_A', '荀静澜', '汐岭省省长', []),
  ]
  const events = [event(VISIT, '2027-03-01'), event(TALKS, '2026-05-18')]
  const [first, second, ...more] = peopleOf(participations, events, [source])
  expect(more).toEqual([])
  expect(first).toMatchObject({
    id: 'per_A',
    name: '荀静澜',
    regions: ['霁原省'],
    posts: [
      { text: '汐岭省省长', days: ['2026-05-18', '2026-05-19'] },
      { text: '汐岭省委书记', days: ['2027-03-01'] },
    ],
  })
  expect(first?.participations.map(({ seq, day }) => [seq, day])).toEqual([
    [5, '2026-05-18'],
    [8, '2026-05-19'],
    [7, '2027-03-01'],
  ])
  expect(second).toMatchObject({ id: 'per_B', participations: [{ seq: 6 }] })
})

it('keeps who has no day for last, and names an event that was not accepted by nothing but its id', () => {
  const participations = [
    part(5, 'per_A', '晏岑', '汐岭省省长', [TALKS]),
    part(6, 'per_A', '晏岑', '汐岭省省长', [VISIT]),
  ]
  const [person] = peopleOf(participations, [event(VISIT, '2026-05-18')], [])
  expect(person?.participations.map(({ seq }) => seq)).toEqual([6, 5])
  expect(person?.participations[1]).toMatchObject({ day: null, at: [{ event: TALKS, name: null }] })
})
