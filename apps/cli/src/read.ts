/** `handclasp read`: files or a stream of texts in, readings or a summary out. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { partsOfDate } from '@handclasp/domain'
import { decodeText } from '@handclasp/papers'
import { read as readText } from '@handclasp/reader'
import { both, refusalSentence } from '@handclasp/server'
import { summary } from './summary.ts'

/** Runs `handclasp read`; resolves to the exit code: 1 where a text could not be read, 2 where the words are off. */
export async function read(args: readonly string[]): Promise<number> {
  const wish = wishOf(args)
  if (!wish) {
    console.error(
      both(
        '用法：handclasp read 文件… [--published YYYY-MM-DD] [--json]，或 handclasp read --ndjson',
        'Usage: handclasp read FILE… [--published YYYY-MM-DD] [--json], or handclasp read --ndjson',
      ),
    )
    return 2
  }
  return wish.form === 'ndjson' ? filter() : readFiles(wish)
}

interface Wish {
  readonly form: 'summary' | 'json' | 'ndjson'
  readonly files: readonly string[]
  readonly published: string | null
}

function wishOf(args: readonly string[]): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { published: { type: 'string' }, json: { type: 'boolean' }, ndjson: { type: 'boolean' } },
      allowPositionals: true,
    })
    const published = values.published ?? null
    if (published !== null && !isDay(published)) return null
    const form = values.ndjson ? 'ndjson' : values.json ? 'json' : 'summary'
    if ((form === 'ndjson') !== (positionals.length === 0)) return null
    return { form, files: positionals, published }
  } catch {
    return null
  }
}

function isDay(text: string): boolean {
  return partsOfDate(text) !== null
}

function readFiles({ form, files, published }: Wish): number {
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
    const decoded = decodeText(bytes, file)
    if (!decoded.ok) {
      console.error(refusalSentence(decoded.refusal))
      return 1
    }
    const { text } = decoded.value
    const reading = readText(text, { published })
    if (form === 'json') readings.push(reading)
    else process.stdout.write(summary(file, text, reading))
  }
  if (form === 'json') process.stdout.write(`${JSON.stringify(readings.length === 1 ? readings[0] : readings)}\n`)
  return 0
}

/** Lines in, lines out, in order; a line that is not what it should be gives an error line and the next goes on. */
async function filter(): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
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
