import { expect, it } from 'vitest'
import { readMarkup } from './markup.ts'
import { BOUNDS } from './thread.ts'
import { smallDocx } from './trial-files.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

it.each([
  ['a web page', 'html', utf8('<html><p>两省签署协议。'), '两省签署协议。'],
  ['a DOCX', 'docx', smallDocx('<w:p><w:r><w:t>协议</w:t></w:r></w:p>'), '协议'],
] as const)('reads %s, and refuses it where it takes too long', async (_, format, bytes, value) => {
  const work = { bytes, name: 'x', format }
  expect(await readMarkup(work)).toEqual({ ok: true, value })
  const refusal = { code: 'paper-unreadable', name: 'x', flaw: `${format}-too-large`, at: { unit: 'byte', number: 0 } }
  expect(await readMarkup(work, { ...BOUNDS, milliseconds: 0 })).toEqual({ ok: false, refusal })
})
