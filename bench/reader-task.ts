/**
 * One task of the reader's bench in a process or a thread of its own, so that its memory and its start are its own.
 * In a process the task's name is the first word, and the figures are printed as JSON; a worker is handed its share.
 */
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { type Report, reportsOf } from './reports.ts'

/** Bytes of UTF-8 of all reports together. */
export const SIZE = 10_000_000

/** Reports as a file has them, a line each: what it takes to make and to hold them is not the reader's. */
async function* reportsIn(path: string): AsyncGenerator<Report> {
  const file = await open(path)
  for await (const line of file.readLines()) yield JSON.parse(line) as Report
}

/** What is done with a file of reports, or of one text. */
const TASKS: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  /** Nothing at all. */
  bare: async () => 0,
  /** Nothing but the reports themselves, one after another. */
  text: async (path) => {
    let size = 0
    for await (const { text } of reportsIn(path)) size += text.length
    return size
  },
  reports: async (path) => {
    const { read } = await import('@handclasp/reader')
    let found = 0
    for await (const { text, published } of reportsIn(path)) found += read(text, { published }).articles.length
    return found
  },
  /** Nothing but the one text. */
  page: async (path) => readFileSync(path, 'utf8').length,
  whole: async (path) => {
    const { read } = await import('@handclasp/reader')
    return read(readFileSync(path, 'utf8'), { published: null }).articles.length
  },
  jieba: async (path) => {
    const { Jieba } = await import('@node-rs/jieba')
    const { dict } = await import('@node-rs/jieba/dict.js')
    const jieba = Jieba.withDict(dict)
    let found = 0
    for await (const { text } of reportsIn(path)) found += jieba.tag(text, true).length
    return found
  },
}

/**
 * The most memory the process has had resident, in KiB. Linux tells it of the program alone; what `resourceUsage` tells
 * begins there with the memory of the process that started it.
 */
export function mostMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
}

/** All reports as one text of so many bytes. */
export function wholeOf(bytes: number): string {
  return reportsOf(bytes)
    .map(({ text }) => text)
    .join('\n\n')
}

/** A worker's share: every so-manieth report. Speed is counted from the second round on, when all is warm. */
interface Share {
  readonly of: number
  readonly first: number
}

async function readShare({ of, first }: Share): Promise<void> {
  const { read } = await import('@handclasp/reader')
  const own = reportsOf(SIZE).filter((_, i) => i % of === first)
  const readAll = () => {
    for (const { text, published } of own) read(text, { published })
  }
  readAll()
  parentPort?.on('message', () => {
    readAll()
    parentPort?.postMessage('done')
  })
  parentPort?.postMessage('ready')
}

if (parentPort) {
  await readShare(workerData as Share)
} else if (import.meta.main && process.argv[2] !== undefined) {
  const task = TASKS[process.argv[2]]
  if (task === undefined) throw new Error(`no task ${process.argv[2]}: one of ${Object.keys(TASKS).join(', ')}`)
  const found = await task(process.argv[3] ?? '')
  console.log(JSON.stringify({ found, kibibytes: mostMemory() }))
}
