/** DOCX in: the paragraphs of a document as lines. */
import { granted, mendRadicals, type Outcome, type PaperFlaw, refused } from '@handclasp/domain'
import { Parser } from 'htmlparser2'
import { decodeText, printable } from './text.ts'
import { unpack } from './zip.ts'

/** Bytes of a document's words at most, unpacked: a book of two million characters with its marks. */
const MOST = 2 ** 26

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
  const words = decoded.ok ? wordsOf(decoded.value.text) : null
  return words === null ? refuse('docx-broken', unpacked.offset) : granted(words)
}

/** Elements within each other at most: tables within tables, and no more. */
const DEEPEST = 4_000

/**
 * The paragraphs of WordprocessingML, each a line; one inside another, of a text box, stands before it. Null for
 * elements without end within each other.
 */
function wordsOf(xml: string): string | null {
  const lines: string[] = []
  const open: string[] = []
  let passing = 0
  let depth = 0
  let isText = false
  const put = (words: string) => {
    if (open.length > 0 && passing === 0) open[open.length - 1] += words
  }
  const parser = new Parser(
    {
      onopentag: (tag, { 'w:type': type }) => {
        if (++depth > DEEPEST) parser.pause()
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
  return depth > DEEPEST ? null : mendRadicals(printable(lines.join('\n')))
}
