/** Web pages in: decoded as they say, cut into blocks of words, of which the main text is kept. */
import { granted, mendRadicals, type Outcome, refused } from '@handclasp/domain'
import { Parser } from 'htmlparser2'
import { type Block, type Element, mainText } from './main-text.ts'
import { decodeText, LARGEST_TEXT, printable } from './text.ts'

/** Bytes from the beginning in which a page says what it is and how it is encoded. */
const HEAD = 2_048
/** A mark of an encoding, as Latin 1 has it. */
const MARK = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/

/** What a page, or a piece of one that was saved, begins with. */
const FIRST = new RegExp(
  '^<(?:!doctype\\s+html|html|head|body|meta|title|link|script|style|' +
    'article|section|main|div|table|center|h[1-6]|p)[\\s>]',
  'i',
)

/** Is it a web page? Its tags say so, in any encoding in which they are written as in ASCII, or in UTF-16. */
export function isHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1').replaceAll('\0', '').replace(MARK, '')
  const [before = ''] = /^\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*)*/.exec(head) ?? []
  return FIRST.test(head.slice(before.length))
}

/** Elements within each other at most; browsers stop at fewer. */
const DEEPEST = 4_000
/** Elements at most; a page with all its menus has some thousands. */
const MOST_ELEMENTS = 200_000
/** Characters of a title that are looked at. */
const LONGEST_TITLE = 500

/**
 * Takes the main text out of a web page. Refuses with `text-unreadable` bytes that are no text, and with
 * `paper-unreadable` elements without end within each other, and more of them or of words than a page may have.
 */
export function readHtml(bytes: Uint8Array, name: string): Outcome<string> {
  const said = decodedAsSaid(bytes)
  const decoded = said === null ? decodeText(bytes, name) : granted({ text: said })
  if (!decoded.ok) return decoded
  const { elements, blocks, title, stopped } = partsOf(decoded.value.text)
  if (stopped === null) return granted(mendRadicals(printable(mainText(elements, blocks, title))))
  const at = { unit: 'byte', number: stopped.byte } as const
  return refused({ code: 'paper-unreadable', name, flaw: stopped.flaw, at })
}

/** A page decoded as it says, where it says so and all of it decodes; a mark at its beginning says more. */
function decodedAsSaid(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  const said = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]
  if (said === undefined || MARK.test(head)) return null
  try {
    return new TextDecoder(said, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Elements that begin and end a block of words. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 ' +
    'h5 h6 founder-content header hr html li main nav ol option p pre section table tbody td tfoot th thead title tr ul'
  ).split(' '),
)
/** Elements whose words are none of the page's text. */
const WORDLESS = new Set(
  'script style template noscript svg math iframe object select option button textarea label'.split(' '),
)
/** Elements that stand beside the main text. */
const BESIDE = new Set('nav footer aside menu figcaption'.split(' '))

/** A page as it was parsed; `stopped` tells at which byte of UTF-8 it grew too deep or too large, where it did. */
interface Parts {
  readonly elements: readonly Element[]
  readonly blocks: readonly Block[]
  readonly title: string
  readonly stopped: { readonly flaw: 'html-too-deep' | 'html-too-large'; readonly byte: number } | null
}

function partsOf(html: string): Parts {
  const elements: Element[] = [{ tag: '', about: '', parent: null, isBeside: false }]
  const blocks: Block[] = []
  const open: number[] = [0]
  let title = ''
  let stopped: Parts['stopped'] = null
  let [words, linked, links, wordless, size] = ['', 0, 0, 0, 0]
  const close = () => {
    const text = tidy(words)
    const element = open.at(-1)
    size += Buffer.byteLength(text)
    if (text !== '' && element !== undefined) blocks.push({ text, linked: Math.min(1, linked / words.length), element })
    words = ''
    linked = 0
  }
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (BLOCKS.has(tag)) close()
      if (WORDLESS.has(tag)) wordless++
      if (tag === 'a') links++
      const about = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`
      const isHidden = 'hidden' in attributes || /display\s*:\s*none/i.test(attributes['style'] ?? '')
      elements.push({
        tag,
        about,
        parent: open.at(-1) ?? null,
        isBeside: isHidden || BESIDE.has(tag),
      })
      open.push(elements.length - 1)
      const isLarge = elements.length > MOST_ELEMENTS || size > LARGEST_TEXT
      const flaw = open.length > DEEPEST + 1 ? 'html-too-deep' : isLarge ? 'html-too-large' : null
      if (flaw === null || stopped !== null) return
      stopped = { flaw, byte: Buffer.byteLength(html.slice(0, parser.startIndex)) }
      parser.pause()
    },
    ontext: (text) => {
      const tag = elements[open.at(-1) ?? 0]?.tag
      if (tag === 'title' && wordless === 0) title += text
      else if (wordless === 0) {
        words += tag === 'pre' ? text.replaceAll('\n', BREAK) : text
        if (links > 0) linked += text.length
      }
    },
    onclosetag: (tag) => {
      if (BLOCKS.has(tag)) close()
      if (WORDLESS.has(tag)) wordless--
      if (tag === 'a') links--
      open.pop()
    },
  })
  parser.end(html)
  return { elements, blocks, title: tidy(title.slice(0, LONGEST_TITLE)), stopped }
}

/** Stands for a line break that counts until white space is tidied. */
const BREAK = '\u2028'

/** White space as it is seen: runs of it as one space, none at the ends; the wide space that pads names stays. */
function tidy(words: string): string {
  return words
    .replaceAll(/[ \t\r\n\f\u00a0\ufeff\u200b]+/g, ' ')
    .split(BREAK)
    .map((line) => line.trim())
    .join('\n')
    .trim()
}
