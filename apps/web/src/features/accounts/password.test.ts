import { expect, it } from 'vitest'
import { strengthOf } from './password.ts'

it.each([
  ['', '', 'short', 12],
  ['短密码', '', 'short', 9],
  ['aaaaaaaaaaaaaaaa', '', 'plain', 0],
  ['fang-river-stone', 'Fang', 'named', 0],
  ['password2026!!', '', 'run', 0],
  ['晨光照在松花江上的桥头', '', 'short', 1],
  ['river-stone-7', 'fang', 'enough', 0],
  ['river-stone-winter-7', 'fang', 'strong', 0],
] as const)('%s of %s is %s', (password, loginName, strength, lacks) => {
  const found = strengthOf(password, loginName)
  expect(found).toMatchObject({ strength, lacks })
  expect(found.isTaken).toBe(!['short', 'plain', 'named'].includes(strength))
})
