import type { CommitmentView } from '@handclasp/api/client'
import { expect, it } from 'vitest'
import { foldName, type Group, groupsOf, isSame, type Item, itemsOf } from './commitment-items.ts'

const rows = (...ids: readonly string[]) => ids.map((id) => ({ id }) as unknown as CommitmentView)
const shown = (items: readonly Item[]) =>
  items.map((item) => (item.kind === 'gap' ? item.missing : item.kind === 'row' ? item.row.id : `# ${item.count}`))
const NONE = new Set<string>()

it('stands in one group without a head where nothing groups', () => {
  const groups = groupsOf({ q: '码头' }, undefined, [])
  expect(groups).toEqual([{ head: null, count: null, query: { q: '码头' } }])
  const come = groups.map((group) => ({
    ...group,
    pages: [rows('a'), rows('b')],
    total: 5,
    more: false,
    further: true,
  }))
  expect(shown(itemsOf(come, NONE))).toEqual(['a', 'b', 3])
})

const FIELDS = groupsOf({ order: 'opened' }, 'field', [
  { key: 'talent', name: null, total: 3 },
  { key: null, name: null, total: 2 },
])

it('asks each group for its own', () => {
  expect(FIELDS.map(({ query }) => query)).toEqual([
    { order: 'opened', field: ['talent'] },
    { order: 'opened', without: 'field' },
  ])
})

const come = FIELDS.map((group: Group, at) =>
  at === 0
    ? { ...group, pages: [rows('a', 'b'), rows('c')], total: 3, more: false, further: false }
    : { ...group, pages: [], total: null, more: false, further: true },
)

it('keeps room for a group of which nothing has come', () => {
  expect(shown(itemsOf(come, NONE))).toEqual(['# 3', 'a', 'b', 'c', '# 2', 2])
})

it('shows the head alone of a folded group', () => {
  const [first] = FIELDS
  expect(shown(itemsOf(come, new Set(first?.head ? [foldName(first.head)] : [])))).toEqual(['# 3', '# 2', 2])
})

it('gives a row that stands in two groups two names', () => {
  const twice = come.map((group) => ({ ...group, pages: [rows('a')], further: false }))
  const keys = itemsOf(twice, NONE).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
})

it('makes the lines of a page once, so that a page that comes costs what it holds', () => {
  const [first, second] = [rows('a', 'b'), rows('c')]
  const of = (...pages: readonly (readonly CommitmentView[])[]) => {
    const [whole] = groupsOf({}, undefined, [])
    return itemsOf(whole ? [{ ...whole, pages, total: 4, more: false, further: true }] : [], NONE)
  }
  const [before, after] = [of(first), of(first, second)]
  expect(shown(after)).toEqual(['a', 'b', 'c', 1])
  expect(after.slice(0, 2).map((line, at) => line === before[at])).toEqual([true, true])
  expect([isSame(before, after), isSame(after, of(first, second))]).toEqual([false, true])
})

it.each<[string, Partial<(typeof come)[number]>, ReadonlySet<string>, boolean]>([
  ['nothing', {}, NONE, true],
  ['how many there are', { total: 4 }, NONE, false],
  ['a row', { pages: [rows('a', 'b', 'c')] }, NONE, false],
  ['what is folded', {}, new Set(FIELDS[0]?.head ? [foldName(FIELDS[0].head)] : []), false],
])('tells whether lines look the same where %s changed', (_, change, folded, same) => {
  const [first, ...others] = come
  const changed = first ? [{ ...first, ...change }, ...others] : []
  expect(isSame(itemsOf(come, NONE), itemsOf(changed, folded))).toBe(same)
})
