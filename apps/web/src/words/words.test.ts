import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** Names of the places in a compiled message, however deep. */
function places(tokens: unknown): readonly string[] {
  if (!Array.isArray(tokens)) return []
  return tokens.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return []
    const [name, , inner] = token as readonly unknown[]
    const deeper = typeof inner === 'object' && inner !== null ? Object.values(inner).flatMap(places) : []
    return [String(name), ...deeper]
  })
}

test('both catalogues have every key, and each message asks for the same values', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort())
  for (const key of Object.keys(zhCN) as (keyof typeof zhCN)[]) {
    const asked = (message: string) => [...new Set(places(compileMessage(message)))].sort()
    expect(asked(en[key]), key).toEqual(asked(zhCN[key]))
  }
})

test('no sentence praises, blames or shouts', () => {
  for (const [key, message] of [...Object.entries(zhCN), ...Object.entries(en)]) {
    expect(message, key).not.toMatch(/[!！]|成功|失败|success/i)
  }
})

test('no English sentence needs an apostrophe: fonts for Chinese draw it a whole character wide', () => {
  for (const [key, message] of Object.entries(en)) expect(message, key).not.toMatch(/\w[’']\w/)
})
