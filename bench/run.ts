/** `npm run bench -- NAME…`: measures against peers in one run, prints ratios, keeps a dated table in results/. */
import { keepTable } from './tables.ts'

const BENCHES = {
  ledger: async () => (await import('./ledger.ts')).bench(),
  list: async () => (await import('./list.ts')).bench(),
  page: async () => (await import('./page.ts')).bench(),
  reader: async () => (await import('./reader.ts')).bench(),
  start: async () => (await import('./start.ts')).bench(),
} as const

const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES)
for (const name of names) {
  if (!Object.hasOwn(BENCHES, name)) {
    console.error(`there is no bench ${name}; there are: ${Object.keys(BENCHES).join(', ')}`)
    process.exit(2)
  }
  const table = await BENCHES[name as keyof typeof BENCHES]()
  console.log(table)
  keepTable(`bench-${name}`, table)
}
