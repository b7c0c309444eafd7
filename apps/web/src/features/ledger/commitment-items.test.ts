import type { CommitmentView } from '@handclasp/api/client'
import { expect, it } from 'vitest'
import { foldName, type Group, groupsOf, type Item, itemsOf } from './commitment-items.ts'

const rows = (...ids: readonly string[]) => ids.map((id) => ({ id }) as unknown as CommitmentView)
const shown = (items: readonly Item[]) =>
  items.map((item) => (item.kind === 'gap' ? item.missing : item.kind === 'row' ? item.row.id : `# ${item.count}`))
const NONE = new Set<string>()

it('stands in one group without a head where nothing groups', () => {
  const groups = groupsOf({ q: '码头' }, undefined, [])
  expect(groups).toEqual([{ head: null, count: null, query: { q: '码头' } }])
  const come = groups.map((group) => ({ ...group, rows: rows('a', 'b'), total: 5, more: false, further: true }))
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
    ? { ...group, rows: rows('a', 'b', 'c'), total: 3, more: false, further: false }
    : { ...group, rows: [], total: null, more: false, further: true },
)

it('keeps room for a group of which nothing has come', () => {
  expect(shown(itemsOf(come, NONE))).toEqual(['# 3', 'a', 'b', 'c', '# 2', 2])
})

it('shows the head alone of a folded group', () => {
  const [first] = FIELDS
  expect(shown(itemsOf(come, new Set(first?.head ? [foldName(first.head)] : [])))).toEqual(['# 3', '# 2', 2])
})

it('gives a row that stands in two groups two names', () => {
  const twice = come.map((group) => ({ ...group, rows: rows('a'), further: false }))
  const keys = itemsOf(twice, NONE).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
})
