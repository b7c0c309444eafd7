import type { LedgerView } from '@handclasp/api/client'
import type { Side } from '@handclasp/domain'
import { expect, test } from 'vitest'
import {
  asItStands,
  emptyLine,
  emptyWhole,
  partsTyped,
  sendingOf,
  upon,
  wholeOf,
  withLine,
  withParts,
} from './written.ts'
import { type Whole, lineAt, proposedParty, withParty, writtenSearch } from './written.ts'

const SIDES = [
  { id: 'sid_A', mark: '霁', regions: [{ name: '霁原省', code: null }] },
  { id: 'sid_B', mark: '翎', regions: [{ name: '翎川省', code: null }] },
] as unknown as readonly Side[]

const ledger = (packages: readonly object[] = [], agreements: readonly object[] = []) =>
  ({ cooperation: { id: 'coo_1', sides: SIDES, own: 'sid_A' }, packages, agreements }) as unknown as LedgerView

const BUNDLE = { kind: 'package', id: 'pkg_1', seq: 4, parts: [1, 2], name: null, signedOn: '2026-04-28', place: null }
const AGREEMENT = {
  kind: 'agreement',
  id: 'agr_1',
  seq: 5,
  package: 'pkg_1',
  type: 'departmental',
  name: '农业农村合作协议',
  count: 1,
  parties: [
    { side: null, organisation: { name: '翎川省农业农村厅', code: null } },
    { side: 'sid_A', organisation: { name: '霁原省农业农村厅', code: '91350100M000100Y43' } },
  ],
  signatories: [{ side: 'sid_A', name: '方以宁', post: '厅长' }],
  signed: true,
  signedOn: '2026-04-28',
  inForce: null,
  expires: null,
  follows: null,
  quote: { words: '签署了\n协议', source: 'x', spans: [], lines: { from: 1, to: 2 }, outlet: null },
}

function typed(parts: string): Whole {
  return withParts({ ...emptyWhole(false, SIDES), signedOn: '2026年4月28日' }, parts, SIDES)
}

test.each([
  ['1+7', [1, 7]],
  ['“1＋7”', [1, 7]],
  ['1 + 3 + 2', [1, 3, 2]],
  ['7', null],
  ['1+', null],
  ['1+0', null],
  ['1+999', null],
])('%s is made of %j', (text, parts) => expect(partsTyped(text)).toEqual(parts))

test('1+7 is a framework between governments and seven lines', () => {
  const { lines } = typed('1+7')
  expect(lines.map(({ kind }) => kind)).toEqual(['framework', ...Array<string>(7).fill('departmental')])
  expect(lines[0]?.parties).toEqual(['霁原省人民政府', '翎川省人民政府', ''])
})

test('fewer parts take away empty lines only', () => {
  const written = withLine(typed('1+7'), 7, { name: '人才合作协议' })
  expect(withParts(written, '1+2', SIDES).lines.map(({ name }) => name)).toEqual(['', '', '', '人才合作协议'])
})

test('departments come in pairs until somebody wrote another', () => {
  const line = emptyLine(1, SIDES)
  const pair = withParty(line, 0, '霁原省农业农村厅', SIDES)
  expect(pair).toEqual(['霁原省农业农村厅', '翎川省农业农村厅', ''])
  const other = withParty({ ...line, parties: pair }, 1, '翎川省农业厅', SIDES)
  expect(withParty({ ...line, parties: other }, 0, '霁原省商务厅', SIDES)[1]).toBe('翎川省农业厅')
})

test('a department is proposed by the name, and no longer once one is written', () => {
  const line = { ...emptyLine(1, SIDES), name: '农业农村合作协议' }
  expect(proposedParty(line, 1, SIDES)).toBe('翎川省农业农村厅')
  expect(proposedParty({ ...line, parties: ['', '某厅', ''] }, 1, SIDES)).toBeNull()
  expect(proposedParty(emptyLine(0, SIDES), 1, SIDES)).toBeNull()
})

test('what is sent has the day of the package, terms of years, posts and sides', () => {
  const line = {
    name: '农业农村合作协议',
    parties: ['霁原省农业农村厅', '翎川省农业农村厅、翎川省粮食局', ''],
    signatories: ['方以宁 党组书记、厅长；陆简之', '', ''],
    expires: '5年',
  }
  const sending = sendingOf(withLine(typed('1+7'), 1, line), ledger())
  if (!sending.ok) throw new Error(sending.wrong.field)
  const { agreements, ...rest } = sending.input
  expect(rest).toMatchObject({ within: null, package: { id: null, parts: [1, 7], signedOn: '2026-04-28' } })
  expect(agreements).toHaveLength(1)
  const [words] = agreements.map((each) => each.words)
  expect(words).toMatchObject({ count: 1, signedOn: '2026-04-28', inForce: null, expires: '2031-04-27', quote: null })
  expect(words?.parties.map(({ side, organisation }) => [side, organisation.name])).toEqual([
    ['sid_A', '霁原省农业农村厅'],
    ['sid_B', '翎川省农业农村厅'],
    ['sid_B', '翎川省粮食局'],
  ])
  expect(words?.signatories).toEqual([
    { name: '方以宁', post: '党组书记、厅长', side: 'sid_A' },
    { name: '陆简之', post: null, side: 'sid_A' },
  ])
})

test.each([
  ['parts', null, withParts(emptyWhole(false, SIDES), '7', SIDES)],
  ['name', 1, withLine(typed('1+1'), 1, { parties: ['某厅', '', ''] })],
  ['expires', 1, withLine(typed('1+1'), 1, { name: '某协议', inForce: '2026-05-01', expires: '2026-04-01' })],
  ['inForce', 1, withLine(typed('1+1'), 1, { name: '某协议', inForce: '五月' })],
  ['nothing', null, { ...emptyWhole(true, SIDES) }],
])('what is not right yet is told: %s', (field, line, whole) => {
  expect(sendingOf(whole, ledger())).toEqual({ ok: false, wrong: { line, field } })
})

test('a line emptied again is no line', () => {
  const emptied = withLine(withLine(typed('1+1'), 1, { name: '某' }), 1, { name: '' })
  expect(sendingOf(emptied, ledger())).toMatchObject({ ok: true, input: { agreements: [] } })
})

test('of a package that stands only what was written in is sent, with its quote and codes', () => {
  const known = ledger([BUNDLE], [AGREEMENT])
  const whole = wholeOf(known, known.packages[0] as never)
  expect(whole.lines.map(({ id, name }) => [id, name])).toEqual([
    [null, ''],
    ['agr_1', '农业农村合作协议'],
    [null, ''],
  ])
  expect(whole.lines[1]?.parties).toEqual(['霁原省农业农村厅 91350100M000100Y43', '翎川省农业农村厅', ''])
  expect(sendingOf(whole, known)).toMatchObject({ ok: false, wrong: { field: 'nothing' } })
  const sending = sendingOf(withLine(whole, 1, { expires: '2030-12-31' }), known)
  expect(sending).toMatchObject({
    ok: true,
    input: {
      package: null,
      within: 'pkg_1',
      agreements: [{ id: 'agr_1', replaces: 5, words: { expires: '2030-12-31', quote: { words: '签署了协议' } } }],
    },
  })
  const codes = sending.ok && sending.input.agreements[0]?.words.parties.map(({ organisation }) => organisation.code)
  expect(codes).toEqual(['91350100M000100Y43', null])
})

test('after a change by somebody else either version can hold; what was taken out is written as new', () => {
  const whole = withLine(wholeOf(ledger([BUNDLE], [AGREEMENT]), BUNDLE as never), 1, { name: '我写的' })
  const now = ledger([BUNDLE], [{ ...AGREEMENT, seq: 9, name: '现在的' }])
  expect(upon(whole, now, 'agr_1').lines[1]).toMatchObject({ id: 'agr_1', replaces: 9, name: '我写的' })
  expect(asItStands(whole, now, 'agr_1').lines[1]).toMatchObject({ replaces: 9, name: '现在的', touched: false })
  expect(upon(whole, ledger([BUNDLE]), 'agr_1').lines[1]).toMatchObject({ id: null, replaces: null, name: '我写的' })
  expect(asItStands(whole, ledger([BUNDLE]), 'agr_1').lines[1]).toMatchObject({ id: null, name: '' })
})

test('a place is found by its number, an agreement by its id', () => {
  const whole = wholeOf(ledger([BUNDLE], [AGREEMENT]), BUNDLE as never)
  const at = [{ place: 0 }, { place: 2 }, { place: 9 }, { agreement: 'agr_1' }, {}].map((asked) => lineAt(whole, asked))
  expect(at).toEqual([0, 2, 2, 1, 0])
})

test('an address that makes no sense says nothing', () => {
  expect(writtenSearch({ package: 'pkg_1', agreement: 'new', place: 3 })).toMatchObject({ package: 'pkg_1', place: 3 })
  expect(writtenSearch({ package: 'x', agreement: 'com_1', place: -1 })).toEqual({})
})
