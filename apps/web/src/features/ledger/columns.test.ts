import { expect, it } from 'vitest'
import {
  COLUMN_NAMES,
  columnsIn,
  frozenIn,
  layoutOf,
  leastWidth,
  placed,
  searchOf,
  stillAt,
  turned,
  widened,
  widthOf,
  widthsIn,
} from './columns.ts'

const usual = layoutOf({})

it('says nothing in the address where all is as usual', () => {
  expect(searchOf(usual)).toEqual({ columns: undefined, frozen: undefined, widths: undefined })
  expect(layoutOf(searchOf(usual) as object)).toEqual(usual)
})

it.each([
  ['a column more', turned(usual, 'basis'), { columns: 'state,text,leads,measure,deadline,voices,basis' }],
  ['a column less', turned(usual, 'voices'), { columns: 'state,text,leads,measure,deadline' }],
  ['a column before others', placed(usual, 'deadline', 0), { columns: 'deadline,state,text,leads,measure,voices' }],
  ['columns that stand still', { ...usual, frozen: 2 }, { frozen: 2 }],
  ['a width', widened(usual, 'leads', 181.4), { widths: 'leads:181' }],
])('comes back the same from an address: %s', (_, layout, search) => {
  expect(searchOf(layout)).toMatchObject(search)
  expect(layoutOf(search)).toEqual(layout)
})

it('keeps the text, whatever is taken away or asked for', () => {
  expect(turned(usual, 'text')).toBe(usual)
  expect(layoutOf({ columns: 'leads' }).shown).toEqual(['text', 'leads'])
})

it('moves no column beyond the others', () => {
  expect(placed(usual, 'state', -1)).toBe(usual)
  expect(placed(usual, 'voices', 6)).toBe(usual)
  expect(placed(usual, 'basis', 0)).toBe(usual)
})

it('lets those stand still one after another, and gives the text a width then', () => {
  const layout = { ...usual, frozen: 2 }
  expect([0, 1, 2].map((index) => stillAt(layout, index))).toEqual([0, 112, null])
  expect(widthOf(layout, 'text')).toBe(280)
  expect(widthOf(usual, 'text')).toBeNull()
  expect(leastWidth(layout)).toBe(112 + 280 + 132 + 116 + 88 + 76)
})

it('keeps widths within what can be read', () => {
  expect(widthOf(widened(usual, 'leads', 3), 'leads')).toBe(48)
  expect(widthOf(widened(usual, 'leads', 9_000), 'leads')).toBe(800)
})

it('freezes no more than there is', () => {
  expect(layoutOf({ columns: 'text', frozen: 4 }).frozen).toBe(1)
  expect(turned({ ...layoutOf({ columns: 'text,leads' }), frozen: 2 }, 'leads').frozen).toBe(1)
})

it.each([
  ['columns', columnsIn('leads,colour,leads'), { value: 'leads', wrong: 'colour' }],
  ['a number that freezes', frozenIn('x'), { wrong: 'x' }],
  ['widths', widthsIn('leads:180,text:9,colour:90'), { value: 'leads:180', wrong: 'text:9,colour:90' }],
  ['all columns', columnsIn(COLUMN_NAMES.join(',')), { value: COLUMN_NAMES.join(',') }],
])('tells what makes no sense: %s', (_, read, expected) => {
  expect(read).toEqual(expected)
})
