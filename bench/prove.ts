/** `npm run prove -- NAME…`: full sizes, a dated table in results/. What cannot run here says so and why. */
import { keepTable } from './tables.ts'

const PROOFS = {
  files: async () => (await import('./files.ts')).prove(),
  press: async () => (await import('./press.ts')).prove(),
} as const

const names = process.argv.slice(2)
if (names.length === 0 || names.some((name) => !Object.hasOwn(PROOFS, name))) {
  console.error(`npm run prove -- NAME…; there are: ${Object.keys(PROOFS).join(', ')}`)
  process.exit(2)
}
for (const name of names) {
  const text = await PROOFS[name as keyof typeof PROOFS]()
  if (text === null) continue
  console.log(text)
  keepTable(`prove-${name}`, text)
}
