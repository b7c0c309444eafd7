/** How long a start takes until the page answers, beside a bare Node and a bare PGlite on the same data. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, table } from './tables.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ROUNDS = 5

/** Seconds of the first start, of later starts (median), and of the peers. */
export async function bench(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  try {
    const first = await start(data)
    const later: number[] = []
    const whole: number[] = []
    const node: number[] = []
    const database: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      later.push(await start(data))
      whole.push(await start(data, ['npm', 'start', '--', '--demonstration']))
      node.push(await run(['--eval', '0']))
      database.push(await run(['--eval', barePglite(join(data, 'demonstration', 'pgdata'))]))
    }
    const bare = median(database)
    const row = (name: string, seconds: number) => [name, seconds.toFixed(2), (seconds / bare).toFixed(2)]
    return table([
      ['start until the page answers', 'seconds', '× bare PGlite'],
      row('first (data folder made, sample read)', first),
      row('second and later', median(later)),
      row('second and later, by npm start', median(whole)),
      row('peer: PGlite opens the same data, one query', bare),
      row('peer: Node alone', median(node)),
    ])
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

function barePglite(data: string): string {
  const work = `const pg = new PGlite(${JSON.stringify(data)}); await pg.query('select 1'); await pg.close()`
  return `import('@electric-sql/pglite').then(async ({ PGlite }) => { ${work} })`
}

/** Starts the demonstration on a free port, asks for the page, stops it; the seconds until the answer. */
async function start(data: string, command = [process.execPath, 'apps/server/src/main.ts', '--demonstration']) {
  const [program = '', ...words] = command
  const began = performance.now()
  const env = { ...process.env, HANDCLASP_DATA: data, HANDCLASP_PORT: '0' }
  const child = spawn(program, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  let said = ''
  let seconds = Number.NaN
  for await (const piece of child.stdout) {
    said += String(piece)
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (!address) continue
    const answer = await fetch(`${address}/api/sources`)
    if (!answer.ok) throw new Error(`the page answered ${answer.status}`)
    await answer.text()
    seconds = (performance.now() - began) / 1_000
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
    break
  }
  await gone
  if (Number.isNaN(seconds)) throw new Error(`it did not start: ${said}`)
  return seconds
}

async function run(words: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: 'inherit' })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${String(code)}`)
  return (performance.now() - began) / 1_000
}
