/** DOCX in: the paragraphs of a document as lines. */
import { granted, mendRadicals, type Outcome, type PaperFlaw, refused } from '@handclasp/domain'
import { Parser } from 'htmlparser2'
import { decodeText, LARGEST_TEXT, printable } from './text.ts'
import { unpack } from './zip.ts'

/** Bytes of a document's words at most, unpacked: the largest text of a paper with its marks. */
const MOST = 2 ** 24

/** What is no word of the document as it stands: what was moved away, readings over ruby, what older programs show. */
const PASSED_OVER = new Set(['w:moveFrom', 'w:rt', 'mc:Fallback'])

/** Takes the text out of a DOCX. Refuses with `paper-unreadable` one that is broken, too large, or another archive. */
export function readDocx(bytes: Uint8Array, name: string): Outcome<string> {
  const refuse = (flaw: PaperFlaw, number: number) =>
    refused({ code: 'paper-unreadable', name, flaw, at: { unit: 'byte', number } })
  const unpacked = unpack(bytes, 'word/document.xml', MOST)
  if (unpacked.kind === 'missing') return refuse('archive', 0)
  if (unpacked.kind !== 'file') return refuse(`docx-${unpacked.kind}`, unpacked.offset)
  const decoded = decodeText(unpacked.bytes, name)
  const words = decoded.ok ? wordsOf(decoded.value.text) : { flaw: 'docx-broken' as const }
  return 'flaw' in words ? refuse(words.flaw, unpacked.offset) : granted(words.text)
}

/** Elements within each other at most: tables within tables, and no more. */
const DEEPEST = 4_000
/** Elements at most: each run of words has some five, of its font. */
const MOST_ELEMENTS = 500_000

/**
 * The paragraphs of WordprocessingML, each a line; one inside another, of a text box, stands before it. A flaw for
 * elements without end within each other, and for more of them or of words than a document may have.
 */
function wordsOf(xml: string): { readonly text: string } | { readonly flaw: 'docx-broken' | 'docx-too-large' } {
  const lines: string[] = []
  const open: string[] = []
  let passing = 0
  let [depth, count, size] = [0, 0, 0]
  let isText = false
  let flaw: 'docx-broken' | 'docx-too-large' | null = null
  const put = (words: string) => {
    size += Buffer.byteLength(words)
    if (open.length > 0 && passing === 0) open[open.length - 1] += words
  }
  const parser = new Parser(
    {
      onopentag: (tag, { 'w:type': type }) => {
        if (++depth > DEEPEST) flaw = 'docx-broken'
        else if (++count > MOST_ELEMENTS || size > LARGEST_TEXT) flaw = 'docx-too-large'
        if (flaw) parser.pause()
        if (PASSED_OVER.has(tag)) passing++
        else if (tag === 'w:p') open.push('')
        else if (tag === 'w:t') isText = true
        else if (tag === 'w:tab') put('\t')
        else if (tag === 'w:br' || tag === 'w:cr') put(type === 'page' ? '\n\n' : '\n')
        else if (tag === 'w:noBreakHyphen') put('-')
      },
      ontext: (words) => {
        if (isText) put(words)
      },
      onclosetag: (tag) => {
        depth--
        if (PASSED_OVER.has(tag)) passing--
        else if (tag === 'w:t') isText = false
        else if (tag === 'w:p') {
          const line = open.pop() ?? ''
          if (passing === 0) lines.push(line)
        }
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return flaw ? { flaw } : { text: mendRadicals(printable(lines.join('\n'))) }
}
