/** Tables of measurements: as Markdown, kept with the day and the machine they were made on. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, totalmem } from 'node:os'

const RESULTS = new URL('./results/', import.meta.url)

/** A Markdown table of rows, the first being its head. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const [head = [], ...body] = rows.map((row) => `| ${row.join(' | ')} |`)
  const line = `|${rows[0]?.map(() => '---').join('|')}|`
  return [head, line, ...body].join('\n')
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Keeps a table under bench/results/, one file a name and day. */
export function keepTable(name: string, text: string): void {
  mkdirSync(RESULTS, { recursive: true })
  const day = new Date().toISOString().slice(0, 10)
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  const head = `# ${name}, ${day}\n\nNode ${process.version}, ${process.platform} ${arch()}, ${machine}\n\n`
  writeFileSync(new URL(`${day}-${name}.md`, RESULTS), `${head}${text}\n`)
}
