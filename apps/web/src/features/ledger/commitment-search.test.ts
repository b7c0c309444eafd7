import type { AgreementId, SideId, ViewId } from '@handclasp/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CommitmentSearch,
  commitmentSearch,
  filterOf,
  filterOfGroup,
  joined,
  keptAddress,
  orderOf,
  searchAt,
} from './commitment-search.ts'

const SIDE = 'sid_EAST' as SideId
const IN_PACKAGE = ['agr_1', 'agr_2'] as unknown as readonly AgreementId[]
const filter = (search: CommitmentSearch) => filterOf(search, SIDE, () => IN_PACKAGE)

it.each([
  ['nothing', {}, {}],
  ['a view and conditions', { show: 'lacking', state: 'ending,agreed', field: 'talent' }, { show: 'lacking' }],
  ['words that look like a number', { q: 2027 }, { q: '2027' }],
  ['an agreement', { agreement: 'agr_01A' }, { agreement: 'agr_01A' }],
  ['columns in their order', { columns: 'text,state' }, { columns: 'text,state' }],
  ['how many stand still', { frozen: 2 }, { frozen: 2 }],
  ['an intention to be proposed', { propose: 'int_01A' }, { propose: 'int_01A' }],
])('reads %s', (_, raw, expected) => {
  expect(commitmentSearch(raw)).toEqual({ ...raw, ...expected })
})

it.each([
  ['the usual view and order', { show: 'all', order: 'opened' }],
  ['empty words', { q: '  ' }],
])('leaves out %s', (_, raw) => {
  expect(commitmentSearch(raw)).toEqual({})
})

it.each([
  ['a view nobody knows', { show: 'happy' }, 'show=happy'],
  ['some states nobody knows', { state: 'happy,agreed,x' }, 'state=happy,x'],
  ['a field nobody knows', { field: 'weather' }, 'field=weather'],
  ['a day that is none', { from: '2027-13-01' }, 'from=2027-13-01'],
  ['something else to be proposed', { propose: 'agr_01A' }, 'propose=agr_01A'],
  ['columns and widths that are none', { columns: 'x,text', widths: 'text:1' }, 'columns=x\nwidths=text:1'],
  ['an order', { order: 'random' }, 'order=random'],
])('keeps apart, to be told: %s', (_, raw, wrong) => {
  const read = commitmentSearch(raw)
  expect(read.wrong).toBe(wrong)
  // It is told until somebody asks for something else, and once.
  expect(commitmentSearch({ ...read })).toEqual(read)
})

it('asks for the newest first, for the nearest deadline first, and for the other way round', () => {
  expect(orderOf({})).toEqual({ order: 'opened', descending: true })
  expect(orderOf({ order: 'deadline' })).toEqual({ order: 'deadline', descending: false })
  expect(orderOf({ order: 'field' })).toEqual({ order: 'field', descending: false })
  expect(orderOf({ order: 'deadline', turned: 1 })).toEqual({ order: 'deadline', descending: true })
})

describe('what is asked for', () => {
  it('is what a view and conditions have in common', () => {
    expect(filter({})).toEqual({})
    expect(filter({ show: 'awaiting', field: 'talent' })).toEqual({ awaits: SIDE, field: ['talent'] })
    expect(filter({ show: 'ended', state: 'ended,agreed' })).toEqual({ state: ['ended'] })
    expect(filter({ show: 'lacking', lacks: 'lead' })?.lacks).toEqual(['lead'])
    expect(
      filter({ lead: '商务厅,农业农村厅', clause: '第三条', from: '2027-01-01', programme: '北仓南运计划' }),
    ).toEqual({
      lead: ['商务厅', '农业农村厅'],
      clause: '第三条',
      programme: '北仓南运计划',
      from: '2027-01-01',
    })
  })

  it('is nothing where they have nothing in common', () => {
    expect(filter({ show: 'ended', state: 'agreed' })).toBeNull()
    expect(filter({ package: 'pkg_1', agreement: 'agr_3' })).toBeNull()
    expect(filterOf({ package: 'pkg_1' }, SIDE, () => [])).toBeNull()
  })

  it('is what comes from any agreement of a package', () => {
    expect(filter({ package: 'pkg_1' })).toEqual({ agreement: IN_PACKAGE })
    expect(filter({ package: 'pkg_1', agreement: 'agr_2,agr_3' })).toEqual({ agreement: ['agr_2'] })
  })
})

it.each([
  ['a state', 'state', 'agreed', { state: ['agreed'] }],
  ['what has no lead', 'lead', null, { without: 'lead' }],
  ['a month', 'month', '2028-02', { from: '2028-02-01', to: '2028-02-29' }],
] as const)('asks for one group: %s', (_, by, key, expected) => {
  expect(filterOfGroup({ q: '码头' }, by, key)).toEqual({ q: '码头', ...expected })
})

it('asks for the days of a month that were asked for alone', () => {
  const asked = { from: '2027-03-10', to: '2027-04-05' }
  expect(filterOfGroup(asked, 'month', '2027-03')).toEqual({ from: '2027-03-10', to: '2027-03-31' })
  expect(filterOfGroup(asked, 'month', '2027-04')).toEqual({ from: '2027-04-01', to: '2027-04-05' })
})

it('[L66] comes back from a saved view as it was, and is the same text for the same view', () => {
  const search = commitmentSearch({ q: '码头 & 港', group: 'lead', show: 'lacking', turned: 1, frozen: 2, at: 'com_1' })
  const address = keptAddress({ ...search, saved: 'vie_1' as ViewId, propose: 'new' })
  expect(searchAt(address)).toEqual(search)
  expect(keptAddress(searchAt(address))).toBe(address)
})

it('asks for leads by their names, whatever these are, from an address as from a saved view', () => {
  const names = fc.uniqueArray(
    fc
      .array(fc.constantFrom(',', '\\', '，', ' ', '&', '厅', 'a'), { minLength: 1, maxLength: 6 })
      .map((all) => `厅${all.join('')}局`),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(names, (leads) => {
      const search = commitmentSearch({ lead: joined(leads) })
      expect(filter(search)).toEqual({ lead: leads })
      expect(filter(searchAt(keptAddress(search)))).toEqual({ lead: leads })
    }),
  )
})
