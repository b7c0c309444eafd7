/**
 * `npm run prove -- NAME…`: full sizes, a dated table in results/. What cannot run here says so and why.
 * `fuzz` takes `--seed N`, `--strings N`, and `--only N` to look at one string.
 */
import { parseArgs } from 'node:util'
import type { FuzzOptions } from './fuzz.ts'
import { keepTable } from './tables.ts'

const PROOFS = {
  files: async () => (await import('./files.ts')).prove(),
  fuzz: async (options: FuzzOptions) => (await import('./fuzz.ts')).prove(options),
  pages: async () => (await import('./pages.ts')).prove(),
  papers: async () => (await import('./papers.ts')).prove(),
  press: async () => (await import('./press.ts')).prove(),
} as const

const { values, positionals: names } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    strings: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
  allowPositionals: true,
})
if (names.length === 0 || names.some((name) => !Object.hasOwn(PROOFS, name))) {
  console.error(`npm run prove -- NAME…; there are: ${Object.keys(PROOFS).join(', ')}`)
  process.exit(2)
}
const only = values.only === undefined ? null : Number(values.only)
for (const name of names) {
  const options = { seed: Number(values.seed), strings: Number(values.strings), only }
  const text = await PROOFS[name as keyof typeof PROOFS](options)
  if (text === null) continue
  console.log(text)
  keepTable(`prove-${name}`, text)
}
