import { expect, it } from 'vitest'
import { strengthOf } from './password.ts'

it.each([
  ['', 'short', 12],
  ['短口令', 'short', 9],
  ['aaaaaaaaaaaaaaaa', 'plain', 0],
  ['password2026!!', 'plain', 0],
  ['晨光照在松花江上的桥头', 'short', 1],
  ['river-stone-7', 'enough', 0],
  ['river-stone-winter-7', 'strong', 0],
] as const)('%s is %s', (password, strength, lacks) => {
  expect(strengthOf(password)).toEqual({ strength, lacks })
})
