import { expect, it } from 'vitest'
import { migrations } from './migrations.ts'

it('migrations are numbered one after another: one that came to stand before others would never run', () => {
  const numbers = migrations().map(({ name }) => Number(name.slice(0, 4)))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})
