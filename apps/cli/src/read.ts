/** `handclasp read`: files or a stream of texts in, readings, a summary or an explanation out. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { partsOfDate } from '@handclasp/domain'
import { readPaper } from '@handclasp/papers'
import { read as readText } from '@handclasp/reader'
import { both, refusalSentence } from '@handclasp/server/sentences'
import { explanation } from './explain.ts'
import { summary } from './summary.ts'

/**
 * Runs `handclasp read`; resolves to the exit code: 1 where a text could not be read, 2 where the words are off. Ends
 * quietly where nobody takes what comes out any more (`| head`).
 */
export async function read(args: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const wish = wishOf(args)
  if (typeof wish === 'string') {
    console.error(wish)
    return 2
  }
  return wish.form === 'ndjson' ? filter() : readFiles(wish)
}

interface Wish {
  readonly form: 'summary' | 'explanation' | 'json' | 'ndjson' | 'text'
  readonly files: readonly string[]
  readonly published: string | null
  /** The one article to explain, from 1. */
  readonly article: number | null
  /** Are the words of the lexicon drawn, too? */
  readonly words: boolean
}

const USAGE = both(
  '用法：handclasp read 文件… [--published YYYY-MM-DD] [--json | --explain [--words] [--article N]]，' +
    'handclasp read 文件 --text，或 handclasp read --ndjson',
  'Usage: handclasp read FILE… [--published YYYY-MM-DD] [--json | --explain [--words] [--article N]], ' +
    'handclasp read FILE --text, or handclasp read --ndjson',
)

/** What is asked for, or why it makes no sense. */
function wishOf(args: readonly string[]): Wish | string {
  let parsed: ReturnType<typeof parsedFrom>
  try {
    parsed = parsedFrom(args)
  } catch {
    return USAGE
  }
  const { values, positionals: files } = parsed
  const { published = null, explain = false, words = false } = values
  if (explain && (values.json || values.ndjson)) {
    const zh = '--explain 画给人看，不能与给程序用的 --json、--ndjson 并用。'
    return both(zh, '--explain draws for people and does not go with --json or --ndjson, which are for programs.')
  }
  if (!explain && (words || values.article !== undefined)) {
    return both('--words 和 --article 只与 --explain 并用。', '--words and --article go with --explain only.')
  }
  if (values.ndjson && (values.json || published !== null)) {
    const zh = '--ndjson 的每一行自带 "published"，输出总是 JSON：不与 --published、--json 并用。'
    return both(
      zh,
      '--ndjson takes "published" from each line and gives JSON: it does not go with --published or --json.',
    )
  }
  if (values.text && (explain || values.json || values.ndjson || published !== null || files.length !== 1)) {
    const zh = '--text 输出一个文件的文字，别的什么也不要：--json 的位置都按它数。'
    return both(zh, '--text gives the text of one file and nothing else: what --json tells is counted in it.')
  }
  const article = values.article === undefined ? null : Number(values.article)
  if (article !== null && !(Number.isInteger(article) && article > 0)) {
    const zh = `--article ${values.article} 不是文章的序号：从 1 数起。`
    return both(zh, `--article ${values.article} is no article's number: they count from 1.`)
  }
  const form = formOf(values)
  if ((published !== null && !isDay(published)) || (form === 'ndjson') !== (files.length === 0)) return USAGE
  return { form, files, published, article, words }
}

function formOf({ ndjson, json, text, explain }: ReturnType<typeof parsedFrom>['values']): Wish['form'] {
  if (ndjson) return 'ndjson'
  if (json) return 'json'
  return text ? 'text' : explain ? 'explanation' : 'summary'
}

function parsedFrom(args: readonly string[]) {
  const options = {
    published: { type: 'string' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    explain: { type: 'boolean' },
    words: { type: 'boolean' },
    text: { type: 'boolean' },
    article: { type: 'string' },
  } as const
  return parseArgs({ args: [...args], options, allowPositionals: true })
}

function isDay(text: string): boolean {
  return partsOfDate(text) !== null
}

/** Columns of a line where nothing tells how many there are, and the fewest that a drawing needs. */
const COLUMNS = 80
const FEWEST = 40

async function readFiles({ form, files, published, article, words }: Wish): Promise<number> {
  const width = Math.max(FEWEST, process.stdout.isTTY ? process.stdout.columns : COLUMNS)
  const readings: unknown[] = []
  for (const file of files) {
    let bytes: Uint8Array
    try {
      bytes = readFileSync(file === '-' ? 0 : file)
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      console.error(both(`打不开文件 ${file}（${reason}）。`, `Cannot open ${file} (${reason}).`))
      return 1
    }
    const paper = await readPaper(bytes, file)
    if (!paper.ok) {
      console.error(refusalSentence(paper.refusal))
      return 1
    }
    const { text, lines } = paper.value
    if (form === 'text') {
      process.stdout.write(text)
      continue
    }
    const reading = readText(text, { published, ...(lines && { lines }) })
    if (article !== null && article > reading.articles.length) {
      const count = reading.articles.length
      console.error(both(`${file} 里只有 ${count} 篇文章。`, `${file} has no article ${article}: it has ${count}.`))
      return 1
    }
    if (form === 'json') readings.push(reading)
    else if (form === 'explanation') process.stdout.write(explanation(file, text, reading, { article, words, width }))
    else process.stdout.write(summary(file, text, reading))
  }
  if (form === 'json') process.stdout.write(`${JSON.stringify(readings.length === 1 ? readings[0] : readings)}\n`)
  return 0
}

/** The lines of a stream, parted by line feeds alone: JSON may hold other line ends; without a byte order mark. */
async function* linesOf(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  let begun: string[] = []
  for await (const chunk of stream.setEncoding('utf8')) {
    const [first = '', ...further] = String(chunk).split('\n')
    begun.push(first)
    for (const line of further) {
      yield begun.join('')
      begun = [line]
    }
  }
  yield begun.join('')
}

/** Lines in, lines out, in order; a line that is not what it should be gives an error line and the next goes on. */
async function filter(): Promise<number> {
  for await (const given of linesOf(process.stdin)) {
    const line = given.startsWith('\ufeff') ? given.slice(1) : given
    if (line.trim() === '') continue
    const out = `${JSON.stringify(answer(line))}\n`
    if (!process.stdout.write(out)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  return 0
}

function answer(line: string): { readonly id: unknown; readonly reading?: unknown; readonly error?: string } {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch {
    return { id: null, error: 'the line is not JSON' }
  }
  if (typeof item !== 'object' || item === null) return { id: null, error: 'the line is not an object' }
  const { id = null, text, published = null } = item as { id?: unknown; text?: unknown; published?: unknown }
  if (typeof text !== 'string') return { id, error: '"text" is not a string' }
  if (published !== null && (typeof published !== 'string' || !isDay(published))) {
    return { id, error: '"published" is not a day (YYYY-MM-DD)' }
  }
  return { id, reading: readText(text, { published }) }
}
