import { deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readPdf } from './pdf.ts'
import { smallPdf } from './trial-files.ts'

const BOUNDS = { pages: 10, milliseconds: 60_000, bytes: 2 ** 30 }

it('stops a PDF that takes too much memory, and says at which page', async () => {
  const packed = Buffer.from(deflateSync(Buffer.alloc(400_000_000, ' '))).toString('latin1')
  const bomb = smallPdf(packed, '/Filter /FlateDecode')
  const refusal = { code: 'paper-unreadable', flaw: 'pdf-too-heavy', at: { unit: 'page', number: 1 } }
  expect(await readPdf(bomb, 'x', { ...BOUNDS, bytes: 2 ** 27 })).toMatchObject({ ok: false, refusal })
})

it('stops a PDF that takes too long', async () => {
  const refusal = { code: 'paper-unreadable', flaw: 'pdf-too-heavy', at: { unit: 'page', number: 1 } }
  expect(await readPdf(smallPdf(''), 'x', { ...BOUNDS, milliseconds: 0 })).toMatchObject({ ok: false, refusal })
})

it('refuses a PDF of too many pages at the first that is too many', async () => {
  const refusal = { code: 'paper-unreadable', name: 'x', flaw: 'pdf-too-long', at: { unit: 'page', number: 1 } }
  expect(await readPdf(smallPdf(''), 'x', { ...BOUNDS, pages: 0 })).toEqual({ ok: false, refusal })
})
