/**
 * Rebuilds the texts that the marks of a yardstick are of, out of clones of the repositories they name.
 *
 * Usage: node tools/yardstick-texts.ts CLONES GOLD [GOLD …] > TEXTS
 * CLONES is a folder with a clone of each repository, bare or not, as `owner/name`; GOLD holds marks as
 * bench/yardstick/ does. A text is a run of lines of its file, be that of markup, JSON or a table, without
 * blanks around them and empty lines, and mostly without marks of its end. The digest tells which run. Says which
 * texts are not found; those found are written, a line `{"id", "date", "text"}` each.
 */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser } from 'htmlparser2'
import { linesOf as linesIn } from './marked.ts'

/** What is needed of a mark. */
interface Mark {
  readonly id: string
  readonly published: string | null
  readonly sha256: string
  readonly source: { readonly repo: string; readonly path: string; readonly commit: string }
}

/** Blocks of markup that end a line. */
const BLOCKS = new Set(['p', 'br', 'div', 'li', 'tr', 'h1', 'h2', 'h3'])
/** No file of more lines is looked through for runs of them, and no shorter part. */
const MOST_LINES = 400
const LEAST = 60

/** The words of markup, a line for each of its blocks. */
function wordsOf(markup: string): string {
  let words = ''
  const parser = new Parser({
    onopentagname: (name) => void (words += BLOCKS.has(name) ? '\n' : ''),
    onclosetag: (name) => void (words += BLOCKS.has(name) ? '\n' : ''),
    ontext: (text) => void (words += text),
  })
  parser.end(markup)
  return words
}

/** All strings of some JSON. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** The parts of a file that a text may stand in: an element, a string, a cell, or all of it. */
function partsOf(path: string, file: string): string[] {
  if (path.endsWith('.json')) return stringsIn(JSON.parse(file))
  if (path.endsWith('.csv'))
    return [...file.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'))
  if (path.endsWith('.xml')) return [/<body>([^]*?)<\/body>/.exec(file)?.[1] ?? '']
  return [file.replaceAll('\\"', '"')]
}

/** Centred paragraphs, which are captions. */
const CAPTIONS = /<p style="text-align:\s*center[^]*?<\/p>/g

/**
 * Ways to read a part: as it stands; as markup, with captions and without; and as markup whose signs are themselves
 * written as entities, its tags taken as they come, for attributes may hold the quotes that end them.
 */
function waysOf(part: string): string[] {
  const words = wordsOf(part)
  const plain = words.replace(/<\/p>|<br ?\/?>/g, '\n').replace(/<[^>]+>/g, '')
  return [...new Set([part, words, wordsOf(part.replace(CAPTIONS, '')), wordsOf(plain)])]
}

/** Lines without blanks around them. */
function linesOf(words: string, end: RegExp): string[] {
  return words
    .split(end)
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Where lines end: two ideographic blanks begin one, or stand in it as they were found. */
const ENDS = [/[\r\n]+|\u3000\u3000/, /[\r\n]+/]

const HEADED = '原标题：'
const LONGEST_HEADLINE = 40

/** The forms in which a run of lines was taken: with and without marks of the end, a line feed behind it or none. */
function* formsOf(run: string): Generator<string> {
  const unmarked = run.replace(/[【[]编辑[:：][^】\]]*[】\]]/g, '')
  const forms = [run, unmarked, unmarked.replace(/[（(]完[)）]/, ''), run.replace(/[（(]完[)）]/, '')]
  forms.push(run.replace(/media_span_url\([^]*/, ''), run.replace(/^(央视网消息)(?=（)/, '$1\n'))
  // The name of the outlet or the headline before it, and lines that break off in mid-sentence.
  forms.push(run.replace(/^央视网消息[^：]*：/, ''), run.replace(/(?<!。)\n|\n(?=，)/g, ''))
  // A headline that runs on into the text.
  if (run.startsWith(HEADED))
    for (let end = 1; end < LONGEST_HEADLINE; end++) forms.push(run.slice(HEADED.length + end))
  for (const form of new Set(forms)) {
    const lines = ENDS.map((end) => linesOf(form, end).join('\n'))
    for (const text of new Set([form, form.trimEnd(), ...lines])) yield* [text, `${text}\n`]
  }
}

/** All runs of some lines but the whole. */
function* runsOf(lines: readonly string[]): Generator<string> {
  if (lines.length > MOST_LINES) return
  for (let from = 0; from < lines.length; from++)
    for (let to = lines.length; to > from; to--) yield lines.slice(from, to).join('\n')
}

/** The text of a file with that digest, or null. */
export function textIn(path: string, bytes: Buffer, sha256: string): string | null {
  // JSON is UTF-8 always (RFC 8259).
  const encodings = path.endsWith('.json') ? ['utf-8'] : ['utf-8', 'gb18030']
  const files = encodings.map((encoding) => new TextDecoder(encoding).decode(bytes))
  const ways = [...new Set(files)]
    .flatMap((file) => partsOf(path, file))
    .filter((part) => part.length >= LEAST)
    .flatMap(waysOf)
    .flatMap((way) => ENDS.map((end) => linesOf(way, end)))
  const told = (run: string): string | undefined => [...formsOf(run)].find((text) => digestOf(text) === sha256)
  for (const lines of ways) {
    const whole = told(lines.join('\n'))
    if (whole !== undefined) return whole
  }
  for (const lines of ways) {
    for (const run of runsOf(lines)) {
      const part = told(run)
      if (part !== undefined) return part
    }
  }
  return null
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Where the clone of a repository keeps what it knows. */
function gitOf(clones: string, repo: string): string {
  const found = [join(clones, repo), join(clones, repo, '.git')].find((place) => existsSync(join(place, 'HEAD')))
  if (found === undefined) throw new Error(`${clones}: no clone of ${repo}`)
  return found
}

/** A file of a repository at a commit, or as it is now where the clone does not go back to that. */
function fileOf(clones: string, { repo, path, commit }: Mark['source']): Buffer | null {
  for (const at of [commit, 'HEAD']) {
    const { status, stdout } = spawnSync('git', ['--git-dir', gitOf(clones, repo), 'show', `${at}:${path}`], {
      maxBuffer: 2 ** 30,
    })
    if (status === 0) return stdout
  }
  return null
}

/** Writes the texts of some marks; the ids of those not found. */
export function rebuild(clones: string, marks: readonly Mark[], write: (line: string) => void): string[] {
  const seen = new Set<string>()
  return marks.flatMap(({ id, published, sha256, source }) => {
    if (seen.has(id)) return []
    seen.add(id)
    const file = fileOf(clones, source)
    const text = file === null ? null : textIn(source.path, file, sha256)
    if (text === null) return [id]
    write(`${JSON.stringify({ id, date: published, text })}\n`)
    return []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [clones, ...files] = process.argv.slice(2)
  if (clones === undefined || files.length === 0)
    throw new Error('usage: node tools/yardstick-texts.ts CLONES GOLD [GOLD …] > TEXTS')
  const marks = files.flatMap((file) => linesIn<Mark>(file))
  const missing = rebuild(clones, marks, (line) => void process.stdout.write(line))
  if (missing.length > 0) console.error(`not found: ${missing.join(', ')}`)
}
