/**
 * How fast a text is read, beside what others do with the same text in the same run: words cut, words tagged, words
 * marked off by the platform, and every character merely looked at. Also memory, start, workers, and one long text.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { read } from '@handclasp/reader'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { SIZE, mostMemory, wholeOf } from './reader-task.ts'
import { type Report, reportsOf } from './reports.ts'
import { median, table } from './tables.ts'

const TASK = fileURLToPath(new URL('reader-task.ts', import.meta.url))
const READER = import.meta.resolve('@handclasp/reader')
const FILTER = fileURLToPath(new URL('../apps/cli/bin/handclasp.mjs', import.meta.url))
const ROUNDS = 5
/** Bytes of the single texts, each twice the one before. */
const LENGTHS = [SIZE / 8, SIZE / 4, SIZE / 2, SIZE]

/** Five tables: speed, one long text, memory, start, workers. */
export async function bench(): Promise<string> {
  const reports = reportsOf(SIZE)
  const characters = reports.reduce((sum, { text }) => sum + text.length, 0)
  const loads = [loadavg()[0]]
  const parts = [
    `${reports.length} invented reports, ${SIZE / 1e6} MB of UTF-8, ${characters.toLocaleString('en')} characters.`,
    speeds(reports, characters),
    long(),
    memory(),
    await starts(),
    await workers(characters),
  ]
  loads.push(loadavg()[0])
  parts.push(`Load of the machine before and after: ${loads.map((load) => load?.toFixed(1)).join(', ')}.`)
  return parts.join('\n\n')
}

interface System {
  readonly name: string
  readonly work: (report: Report) => unknown
}

function systems(): readonly System[] {
  const jieba = Jieba.withDict(dict)
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return [
    { name: 'read: everything', work: ({ text, published }) => read(text, { published }) },
    { name: 'peer: @node-rs/jieba cut', work: ({ text }) => jieba.cut(text, true) },
    { name: 'peer: @node-rs/jieba tag', work: ({ text }) => jieba.tag(text, true) },
    { name: 'peer: Intl.Segmenter, words', work: ({ text }) => countOf(segmenter.segment(text)) },
    { name: 'floor: charCodeAt of every character', work: ({ text }) => sumOf(text) },
  ]
}

function countOf(words: Iterable<unknown>): number {
  let count = 0
  for (const _ of words) count++
  return count
}

function sumOf(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i)
  return sum
}

/** All systems take turns on the same reports, after one round each that is not counted. */
function speeds(reports: readonly Report[], characters: number): string {
  const all = systems().map((system) => ({ ...system, times: [] as number[], busy: [] as number[] }))
  for (let round = -1; round < ROUNDS; round++) {
    for (const { work, times, busy } of all) {
      const [began, before] = [performance.now(), process.cpuUsage()]
      for (const report of reports) work(report)
      if (round < 0) continue
      times.push(performance.now() - began)
      const { user, system } = process.cpuUsage(before)
      busy.push((user + system) / 1_000)
    }
  }
  const own = median(all[0]?.times ?? [])
  return table([
    ['one thread', 'M characters/s', 'best round', 'per second of processor', '× whole reading'],
    ...all.map(({ name, times, busy }) => {
      const [middle, best] = [median(times), Math.min(...times)]
      const each = [middle, best, median(busy)].map((time) => perSecond(characters, time))
      return [name, ...each, (own / middle).toFixed(2)]
    }),
  ])
}

function perSecond(characters: number, milliseconds: number): string {
  return (characters / milliseconds / 1_000).toFixed(2)
}

/** One text of many reports, and texts of half, a quarter, an eighth of it. */
function long(): string {
  const rows = LENGTHS.map((bytes) => {
    const text = wholeOf(bytes)
    const times = Array.from({ length: 3 }, () => {
      const began = performance.now()
      read(text, { published: null })
      return performance.now() - began
    })
    const time = median(times)
    return [`${bytes / 1e6} MB`, text.length.toLocaleString('en'), time.toFixed(0), perSecond(text.length, time)]
  })
  return table([['one text', 'characters', 'ms', 'M characters/s'], ...rows])
}

/** The function that tells a program's own peak, as a program is given it. */
const MOST = mostMemory.toString()
/** What the program is to print. */
const TOLD = 'JSON.stringify({ kibibytes: mostMemory() })'

/** The most memory a process of its own takes that is handed a file: peaks of the resident set. */
function memory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  try {
    const [lines, whole] = [join(folder, 'reports.ndjson'), join(folder, 'whole.txt')]
    writeFileSync(
      lines,
      reportsOf(SIZE)
        .map((report) => `${JSON.stringify(report)}\n`)
        .join(''),
    )
    writeFileSync(whole, wholeOf(SIZE))
    return memoryFor(lines, whole)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function memoryFor(lines: string, whole: string): string {
  const peakOf = (words: readonly string[]): number => {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return (JSON.parse(stdout) as { kibibytes: number }).kibibytes / 1_024
  }
  const bare = peakOf(['--eval', `const { readFileSync } = require('node:fs'); ${MOST}; console.log(${TOLD})`])
  const row = (name: string, peak: number) => [name, peak.toFixed(0), (peak - bare).toFixed(0)]
  return table([
    ['memory at most, MiB', 'peak', 'above bare Node'],
    row('bare Node', bare),
    row('Node with this bench as TypeScript, nothing read', peakOf([TASK, 'bare'])),
    row('the reports taken from a file, not read', peakOf([TASK, 'text', lines])),
    row('all reports read', peakOf([TASK, 'reports', lines])),
    row('`handclasp read --ndjson`: all reports through it', peakOfFilter()),
    row('one text of all reports, not read', peakOf([TASK, 'page', whole])),
    row('one text of all reports read', peakOf([TASK, 'whole', whole])),
    row('the same with a young generation of 4 MiB', peakOf(['--max-semi-space-size=4', TASK, 'whole', whole])),
    row('peer: @node-rs/jieba tags all reports', peakOf([TASK, 'jieba', lines])),
  ])
}

/** The peak, in MiB, of the command line's filter while all reports go through it. */
function peakOfFilter(): number {
  const lines = reportsOf(SIZE).map(({ text, published }, id) => JSON.stringify({ id, text, published }))
  const atEnd = `import { readFileSync } from 'node:fs'; ${MOST}; process.on('exit', () => console.error(${TOLD}))`
  const words = ['--import', `data:text/javascript,${encodeURIComponent(atEnd)}`, FILTER, 'read', '--ndjson']
  const { status, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    input: `${lines.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(stderr)
  const told = stderr.trim().split('\n').at(-1) ?? ''
  return (JSON.parse(told) as { kibibytes: number }).kibibytes / 1_024
}

/** From the start of a process to the first reading, and what of it Node and the import take. */
async function starts(): Promise<string> {
  const first = `m.read('5月18日，甲省省长王文远到乙省考察。', { published: '2026-05-19' })`
  const programs: readonly (readonly [string, string])[] = [
    ['bare Node', '0'],
    ['import of the reader', `await import('${READER}')`],
    ['import and first reading', `const m = await import('${READER}'); ${first}`],
    [
      'peer: @node-rs/jieba, dictionary and first tags',
      `const { Jieba } = await import('@node-rs/jieba'); const { dict } = await import('@node-rs/jieba/dict.js'); ` +
        `Jieba.withDict(dict).tag('5月18日，甲省省长王文远到乙省考察。', true)`,
    ],
  ]
  const times = programs.map(() => [] as number[])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, [, program]] of programs.entries()) times[i]?.push(await run(program))
  }
  const bare = median(times[0] ?? [])
  return table([
    ['start of a process until the end of', 'ms', 'above bare Node'],
    ...programs.map(([name], i) => {
      const time = median(times[i] ?? [])
      return [name, time.toFixed(0), (time - bare).toFixed(0)]
    }),
  ])
}

async function run(program: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`)
  return performance.now() - began
}

/** One worker reads all reports, then two read half of them each. */
async function workers(characters: number): Promise<string> {
  const times = [await crew(1), await crew(2)]
  const [one = Number.NaN] = times
  return table([
    ['workers', 'M characters/s', '× one worker'],
    ...times.map((time, i) => [i + 1, perSecond(characters, time), (one / time).toFixed(2)]),
  ])
}

/** Milliseconds in which so many workers, once warm, read all reports. */
async function crew(of: number): Promise<number> {
  const threads = Array.from({ length: of }, (_, first) => new Worker(TASK, { workerData: { of, first } }))
  const answers = () => Promise.all(threads.map((worker) => new Promise((resolve) => worker.once('message', resolve))))
  await answers()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    const done = answers()
    for (const worker of threads) worker.postMessage('read')
    await done
    times.push(performance.now() - began)
  }
  await Promise.all(threads.map((worker) => worker.terminate()))
  return median(times)
}
