import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './text.ts'

const PAGE = '霁原省·翎川省\n两省签署“1+7”合作协议\r\nA页㐀𠮷\n'

/** Bytes of a text as UTF-16, with or without a byte order mark. */
function wide(text: string, little: boolean, marked: boolean): Uint8Array {
  const units = `${marked ? '\ufeff' : ''}${text}`
  const bytes = new Uint8Array(units.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < units.length; at++) view.setUint16(at * 2, units.charCodeAt(at), little)
  return bytes
}

/** 济原省, a line feed, and a character of four bytes, in GB18030. */
const GB = Uint8Array.from([0xbc, 0xc3, 0xd4, 0xad, 0xca, 0xa1, 0x0a, 0x95, 0x32, 0x82, 0x36])

describe('decodeText', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(PAGE)],
    ['utf-8', new TextEncoder().encode(`\ufeff${PAGE}`)],
    ['utf-16le', wide(PAGE, true, true)],
    ['utf-16be', wide(PAGE, false, true)],
    ['utf-16le', wide(PAGE, true, false)],
    ['utf-16be', wide(PAGE, false, false)],
  ])('reads %s and leaves out its mark', (encoding, bytes) => {
    expect(decodeText(bytes, 'page.txt')).toEqual({ ok: true, value: { text: PAGE, encoding } })
  })

  it('reads GB18030, four-byte characters included', () => {
    expect(decodeText(GB, 'page.txt')).toEqual({ ok: true, value: { text: '济原省\n𠀀', encoding: 'gb18030' } })
  })

  it.each([
    [
      'big5',
      '臺北市與上海市簽署協議，兩地的交流要繼續。',
      'bb4fa55fa5abbb50a457aefca5abc3b1b870a8f3c4b3a141a8e2a661aabaa5e6ac79ad6ec47ec4f2a143',
    ],
    [
      'gb18030',
      '台北市与上海市签署协议，两地的交流要继续。',
      'cca8b1b1cad0d3ebc9cfbaa3cad0c7a9caf0d0add2e9a3acc1bdb5d8b5c4bdbbc1f7d2aabcccd0f8a1a3',
    ],
    ['big5', '的。', 'aabaa143'],
    ['gb18030', '的。', 'b5c4a1a3'],
  ])('tells %s by its frequent characters where another encoding fits, too: %s', (encoding, text, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
    const other = encoding === 'big5' ? 'gb18030' : 'big5'
    expect(new TextDecoder(other, { fatal: true }).decode(bytes)).not.toBe(text)
    expect(decodeText(bytes, 'page.txt')).toEqual({ ok: true, value: { text, encoding } })
  })

  it.each([
    ['a zero byte', [...new TextEncoder().encode('协议'), 0, 0x41, 0x41], 6, 'binary'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d], 8, 'binary'],
    ['a control character', [0x41, 0x07, 0x41], 1, 'binary'],
    ['a byte that fits neither', [...new TextEncoder().encode('协议签署'), 0xff, 0x41], 12, 'undecodable'],
    ['bytes that no encoding has', [0x41, 0xff, 0xff, 0x41], 1, 'undecodable'],
    ['a character cut short', new TextEncoder().encode('协议签署').subarray(0, 11), 9, 'undecodable'],
    ['half a pair in UTF-16', wide('协\ud800议', true, true), 4, 'undecodable'],
    ['a control character in UTF-16', wide('协\u0007议', false, true), 4, 'binary'],
  ])('refuses %s and names the byte', (_, bytes, offset, reason) => {
    const refusal = { code: 'text-unreadable', name: 'x.txt', offset, reason }
    expect(decodeText(Uint8Array.from(bytes), 'x.txt')).toEqual({ ok: false, refusal })
  })

  it('takes any bytes: a text that says the same, or a refusal inside them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeText(bytes, 'x')
        if (decoded.ok) return decoded.value.text.isWellFormed()
        const { refusal } = decoded
        return refusal.code === 'text-unreadable' && refusal.offset >= 0 && refusal.offset < bytes.length
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives back every text that was written as UTF-8 without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = [...text].filter((one) => one >= ' ' && one !== '\u007f' && one !== '\ufeff').join('')
        expect(decodeText(new TextEncoder().encode(clean), 'x')).toMatchObject({ ok: true, value: { text: clean } })
      }),
    )
  })
})
