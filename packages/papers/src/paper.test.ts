import { readFileSync } from 'node:fs'
import type { Outcome } from '@handclasp/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { readPaper } from './paper.ts'
import { archive, smallDocx, smallPdf } from './trial-files.ts'

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)))
const utf8 = (text: string) => new TextEncoder().encode(text)
/** 协议 in GBK. */
const WORDS = 'BT /F 12 Tf 40 200 Td <d0add2e9> Tj ET'

/** A paragraph of a thousand characters, and many of them in a document. */
const PARAGRAPH = `<p>${'协'.repeat(1_000)}</p>`
const WORDY = `<w:p><w:r><w:t>${'协'.repeat(1_000)}</w:t></w:r></w:p>`.repeat(800)

async function textOf(bytes: Uint8Array): Promise<string> {
  const paper = await readPaper(bytes, 'x')
  if (!paper.ok) throw new Error(JSON.stringify(paper.refusal))
  return paper.value.text
}

describe('readPaper', () => {
  it.each([
    ['a PDF', smallPdf(WORDS), { encoding: 'pdf', text: '协议' }],
    ['a DOCX', smallDocx('<w:p><w:r><w:t>协议</w:t></w:r></w:p>'), { encoding: 'docx', text: '协议', lines: null }],
    ['a web page', utf8('<!doctype html><p>两省签署协议。'), { encoding: 'html', text: '两省签署协议。', lines: null }],
    ['plain text', utf8('协议 <b> %PDF-1.4'), { encoding: 'utf-8', text: '协议 <b> %PDF-1.4', lines: null }],
  ])('knows %s by its bytes', async (_, bytes, value) => {
    expect(await readPaper(bytes, 'x')).toMatchObject({ ok: true, value })
  })

  it.each([
    ['a PDF that asks for a password', sample('encrypted.pdf'), 'pdf-encrypted', 'byte', 1357],
    ['a PDF without words', smallPdf('0 0 100 100 re f'), 'pdf-scanned', 'page', 1],
    ['a PDF cut short', smallPdf(WORDS).subarray(0, 60), 'pdf-broken', 'byte', 60],
    ['an archive that is no DOCX', archive('xl/workbook.xml', utf8('<x/>')), 'archive', 'byte', 0],
    ['a DOCX cut short', smallDocx('').subarray(0, 90), 'docx-broken', 'byte', 90],
    [
      'a DOCX that unpacks to too much',
      archive('word/document.xml', new Uint8Array(2 ** 24 + 1)),
      'docx-too-large',
      'byte',
      47,
    ],
    ['a DOCX of paragraphs without end', smallDocx('<w:p/>'.repeat(600_000)), 'docx-too-large', 'byte', 47],
    ['a DOCX of more words than a paper has', smallDocx(WORDY), 'docx-too-large', 'byte', 47],
    ['a DOCX of tables in tables', smallDocx('<w:tbl>'.repeat(5_000)), 'docx-broken', 'byte', 47],
    ['a .doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0), 'word-old', 'byte', 0],
    ['a page nested without end', utf8(`<html>${'<b>'.repeat(5_000)}`), 'html-too-deep', 'byte', 12_003],
    ['a page of elements without end', utf8(`<html>${'<p>'.repeat(9_000_000)}`), 'html-too-large', 'byte', 600_000],
    [
      'a page of more words than a paper has',
      utf8(`<html>${PARAGRAPH.repeat(800)}`),
      'html-too-large',
      'byte',
      2_005_675,
    ],
  ])('refuses %s and says where', async (_, bytes, flaw, unit, number) => {
    const refusal = { code: 'paper-unreadable', name: 'x', flaw, at: { unit, number } }
    expect(await readPaper(bytes, 'x')).toEqual({ ok: false, refusal })
  })

  it('answers for any bytes that begin like one of its formats', () => {
    const whole = smallDocx('<w:p><w:r><w:t>协议</w:t></w:r></w:p>')
    const damaged = fc.tuple(fc.nat(whole.length - 5), fc.uint8Array({ maxLength: 6 })).map(([at, some]) => {
      const bytes = Uint8Array.from(whole)
      bytes.set(some.subarray(0, bytes.length - at - 4), at + 4)
      return bytes
    })
    const page = fc.string({ unit: fc.constantFrom('<', '>', '/', 'p', 'table', ' ', '。', '"', '&', '!--') })
    const pages = page.map((inside) => utf8(`<html>${inside}`))
    const isAnswer = (text: Outcome<string>) =>
      text.ok || text.refusal.code !== 'paper-unreadable' || text.refusal.at.number >= 0
    fc.assert(
      fc.property(damaged, pages, (document, html) => {
        return isAnswer(readDocx(document, 'x')) && isAnswer(readHtml(html, 'x'))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('PDF of other programs', () => {
  it.each(['chromium', 'libreoffice', 'weasyprint'])('gives the lines of %s with their places', async (program) => {
    const paper = await readPaper(sample(`front-page-${program}.pdf`), 'x')
    if (!paper.ok) throw new Error(paper.refusal.code)
    const { text, lines } = paper.value
    const headline = lines?.find(({ span }) => text.slice(span.start, span.end).endsWith('会在璟安举行'))
    expect(headline).toMatchObject({ page: 1, fontSize: 34 })
    expect(text).toContain('本报讯（记者　靳　帆）霁原省气')
    expect(text).toContain('\n贺云屏司徒砚平讲话 温廷序乔岱松介绍情况并签约\n')
    const sizes = new Set(lines?.map(({ fontSize }) => fontSize))
    expect([...sizes].toSorted((one, other) => one - other).slice(0, 2)).toEqual([10.5, 11.5])
  })

  it('mends the radicals that Chromium writes', async () => {
    const text = await textOf(sample('radicals-chromium.pdf'))
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/)
    expect(text).toContain('霁原省气象台昨日发布预报')
    expect(text).toContain('插秧的农户要抢在19日傍晚前把育秧棚压牢')
  })

  it('reads the DOCX of LibreOffice, a paragraph a line', async () => {
    const lines = (await textOf(sample('report.docx'))).split('\n').filter(Boolean)
    expect(lines[0]).toBe('霁原省·翎川省工作交流座谈会在璟安举行')
    expect(lines.at(-1)).toBe('窦长林说，霁原将对直供翎川的大米实行一袋一码，扫码就能看到产地、品种和检测结果。')
  })
})
