import type { LedgerView, SentView } from '@handclasp/api/client'
import { recordOf, type RecordOf, sameness, type Sendable, sendingOf, type SideId } from '@handclasp/domain'
import { expect, it } from 'vitest'
import {
  type Exchange,
  likeTo,
  offersFor,
  previewOf,
  receivedWithin,
  rowsOf,
  standingApart,
  whole,
} from './exchange.ts'
import { branchesOf } from './ledger.ts'

const EAST = 'sid_EAST' as SideId
const WEST = 'sid_WEST' as SideId

function bundle(id: string, seq: number): LedgerView['packages'][number] {
  const words = { name: null, parts: [1, 7], signedOn: '2026-04-28', place: null, quote: null }
  return {
    kind: 'package',
    id: id as never,
    seq,
    finding: null,
    replaces: null,
    ...words,
    written: '',
    corrected: false,
  }
}

function agreement(id: string, within: string, seq: number, name: string): LedgerView['agreements'][number] {
  const days = { signed: true, signedOn: '2026-04-28', inForce: null, expires: null }
  const ids = { id: id as never, package: within as never, finding: null, replaces: null, follows: null }
  const words = { name, type: 'departmental', count: 1, parties: [], signatories: [], quote: null } as const
  return { kind: 'agreement', seq, ...ids, ...words, ...days, written: '', corrected: false }
}

function sent(side: SideId, record: Sendable, state: SentView['state']): SentView {
  const made = recordOf(sendingOf(record, new Map(), null), {
    header: { seq: record.seq, seen: {}, author: '' as never },
    hash: '',
  })
  return { side, state, sent: { ...(made as RecordOf<'sent'>), written: '2026-05-01T00:00:00.000Z' } }
}

const MINE = bundle('pkg_A', 1)
const FARMING = agreement('agr_1', 'pkg_A', 2, '农业农村合作协议')
const SCIENCE = agreement('agr_2', 'pkg_A', 3, '科技创新合作协议')
const TEXT = { id: 'txt_1' as never, agreement: 'agr_1' as never, title: '签署本', dated: null, seq: 4, written: '' }
const THEIRS = bundle('pkg_B', 1)
const OPENING = agreement('agr_9', 'pkg_B', 2, '开放口岸合作协议')

/** East's ledger, in which some things were sent; `one`: whether the two packages were said by both to be the same. */
function exchange(things: readonly SentView[], one = false): Exchange {
  const said = { of: 'package', said: 'same', seq: 1, seen: {} } as const
  const sides = [EAST, WEST].map((id, index) => ({ id, mark: '霁翎'[index], regions: [] }))
  const ledger = {
    cooperation: { sides },
    sides,
    side: EAST,
    packages: [MINE],
    agreements: [FARMING, SCIENCE],
    intentions: [],
    texts: [TEXT],
    sources: [],
  } as unknown as LedgerView
  const voices = [
    { side: EAST, head: 1, claims: one ? [{ ...said, mine: 'pkg_A', theirs: 'pkg_B', whose: WEST }] : [] },
    { side: WEST, head: 1, claims: one ? [{ ...said, mine: 'pkg_B', theirs: 'pkg_A', whose: EAST }] : [] },
  ]
  return { ledger, page: { things, sameness: sameness(voices) } }
}

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

it('offers with a package its agreements and texts, and with an agreement the package it needs', () => {
  expect(idsOf(offersFor(exchange([]), MINE))).toEqual(['pkg_A', 'agr_1', 'agr_2', 'txt_1'])
  expect(offersFor(exchange([]), FARMING).map(({ id, needed }) => [id, needed])).toEqual([
    ['pkg_A', true],
    ['agr_1', false],
    ['txt_1', false],
  ])
})

it('offers what was sent only where it changed', () => {
  const things = [sent(EAST, MINE, 'as-kept'), sent(EAST, FARMING, 'changed')]
  expect(offersFor(exchange(things), MINE).map(({ id, again }) => [id, again])).toEqual([
    ['agr_1', true],
    ['agr_2', false],
    ['txt_1', false],
  ])
})

it('sends nothing without what it belongs to', () => {
  const here = exchange([])
  const offers = offersFor(here, MINE)
  const without = (...left: readonly string[]) =>
    idsOf(
      whole(
        here.ledger,
        offers.filter(({ id }) => !left.includes(id)),
        () => false,
      ),
    )
  expect(without('agr_1')).toEqual(['pkg_A', 'agr_2'])
  expect(without('pkg_A')).toEqual([])
  expect(idsOf(whole(here.ledger, offers.slice(1), (id) => id === 'pkg_A'))).toEqual(['agr_1', 'agr_2', 'txt_1'])
})

it('shows before sending the words that will be seen, by their addresses', () => {
  const here = exchange([])
  const { packages, agreements } = previewOf(here, offersFor(here, FARMING))
  expect(packages).toMatchObject([{ id: 'sid_EAST.pkg_A', parts: [1, 7] }])
  expect(agreements).toMatchObject([{ id: 'sid_EAST.agr_1', package: 'sid_EAST.pkg_A', name: FARMING.name }])
})

it('shows what others sent by itself, until it is one with something here; then it fills a place of that', () => {
  const things = [sent(WEST, THEIRS, null), sent(WEST, OPENING, null)]
  const [apart] = standingApart(exchange(things))
  expect(idsOf([...(apart?.packages ?? []), ...(apart?.agreements ?? [])])).toEqual([
    'sid_WEST.pkg_B',
    'sid_WEST.agr_9',
  ])
  expect(receivedWithin(exchange(things), 'pkg_A')).toEqual([])

  const one = exchange(things, true)
  const [left] = standingApart(one)
  expect([...(left?.packages ?? []), ...(left?.agreements ?? [])]).toEqual([])
  const { named, empty } = branchesOf(one.ledger, MINE, receivedWithin(one, 'pkg_A'))
  expect([idsOf(named), empty]).toEqual([['agr_1', 'agr_2', 'sid_WEST.agr_9'], 4])
  expect(rowsOf(one, 'agreements')).toBe(3)
})

it('names what may be the same with its reasons, likest first, and never what is one already', () => {
  const theirs = sent(WEST, { ...OPENING, name: SCIENCE.name }, null)
  expect(likeTo(exchange([theirs]), theirs).map(({ record, by }) => [record.id, by])).toEqual([
    ['agr_2', ['name', 'day']],
    ['agr_1', ['day']],
  ])
  const other = sent(WEST, THEIRS, null)
  expect(likeTo(exchange([other]), other)).toMatchObject([{ by: ['parts', 'day'] }])
  expect(likeTo(exchange([other], true), other)).toEqual([])
})
