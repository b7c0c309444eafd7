import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { client } from '@handclasp/api/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commandLine } from './keys.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const PAGE = '霁原省党政代表团到翎川省考察\n本报讯 5月18日，两省签署“1+7”合作协议。\n'

let data: string
const running = new Set<ChildProcess>()
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'handclasp-start-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  rmSync(data, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs `npm start`'s program; resolves to its address once it serves, or to null when it ended before. */
function start(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, DATABASE_URL: '', HANDCLASP_DATA: data, HANDCLASP_PORT: '0', ...environment }
  const child = spawn(process.execPath, [MAIN, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let output = ''
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })))
  const address = new Promise<string | null>((resolve) => {
    const listen = (piece: Buffer) => {
      output += piece.toString('utf8')
      const ready = /(?:ready|passes on to): (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
      // The last line that is said, after the setup code.
      if (ready && output.includes('stop: Ctrl-C')) resolve(ready)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('close', () => resolve(null))
  })
  const stop = () => {
    child.kill('SIGINT')
    return ended
  }
  return { address, ended, stop, said: () => output }
}

async function serving(words: readonly string[], environment?: Readonly<Record<string, string>>) {
  const started = start(words, environment)
  const address = await started.address
  if (address === null) throw new Error((await started.ended).output)
  const mode = words.includes('--demonstration') || !existsSync(join(data, 'own')) ? 'demonstration' : 'own'
  const operator = client(address, commandLine(join(data, mode)))
  const setupCode = /setup code: (\S+)/.exec(started.said())?.[1] ?? null
  return { ...started, address, setupCode, operator, api: client(address) }
}

it('opens the demonstration first: the sample page is read and waits', async () => {
  const { api, address, stop } = await serving([])
  expect(await api.installation()).toMatchObject({ mode: 'demonstration', author: 'local', database: 'embedded' })
  const [sample, ...others] = await api.sources()
  expect(others).toEqual([])
  expect(sample).toMatchObject({ published: '2026-05-19', findings: { accepted: 0, rejected: 0 } })
  expect(sample?.findings.open).toBeGreaterThan(20)
  const page = await fetch(`${address}/read/${sample?.hash}`)
  expect(await page.text()).toContain('<div id="root">')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect((await fetch(`${address}/assets/none.js`)).status).toBe(404)
  const { code, output } = await stop()
  expect(code).toBe(0)
  expect(output).toContain('Stopped; all data is kept.')
  expect(readdirSync(data)).toEqual(['demonstration'])
  expect(existsSync(join(data, 'demonstration', 'lock.json'))).toBe(false)
})

it('keeps what was decided until the next start, and never mixes the demonstration with one’s own', async () => {
  const page = join(data, 'page.txt')
  writeFileSync(page, PAGE)
  const demonstration = await serving(['--demonstration'])
  const [sample] = await demonstration.api.sources()
  if (!sample) throw new Error('no sample')
  const sides = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
  const cooperation = await demonstration.api.openCooperation({ sides, own: 1 })
  const [finding] = (await demonstration.api.source(sample.hash)).items
  if (!finding) throw new Error('no finding')
  const decision = { finding: finding.id, verdict: 'accepted', correction: null, person: null } as const
  await demonstration.api.decide(sample.hash, { cooperation: cooperation.id, decisions: [decision] })
  await demonstration.stop()

  const own = await serving([page])
  expect(own.setupCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await expect(own.api.sources()).rejects.toThrow('sign-in-needed')
  expect(await own.operator.installation()).toMatchObject({ mode: 'own' })
  expect(await own.operator.sources()).toMatchObject([{ name: 'page.txt' }])
  expect(await own.operator.cooperations()).toEqual([])
  await own.stop()

  const again = await serving(['--demonstration'])
  expect(await again.api.sources()).toMatchObject([{ hash: sample.hash, findings: { accepted: 1 } }])
  let verification = await again.api.startVerification()
  while (verification.running) verification = await again.api.verification()
  expect(verification.last?.found.faults).toEqual([])
  await again.stop()

  const plain = await serving([])
  expect(await plain.operator.installation()).toMatchObject({ mode: 'own' })
  await plain.stop()
})

/** Asks as a proxy on this machine does, which names whom it asks for and passes on under which name. */
async function askBehind(address: string, path: string, headers: Readonly<Record<string, string>>, body?: object) {
  const sent = body === undefined ? 'GET' : 'POST'
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request(`${address}/api${path}`, { method: sent, headers: { ...headers, ...JSON_TYPE } }, resolve)
    asking.on('error', reject).end(body && JSON.stringify(body))
  })
  let text = ''
  for await (const piece of answer.setEncoding('utf8')) text += String(piece)
  return { status: answer.statusCode, headers: answer.headers, text }
}

const JSON_TYPE = { 'content-type': 'application/json' }

it('is known by a public origin behind a proxy: its pages alone are answered, by cookies of https alone', async () => {
  const page = join(data, 'page.txt')
  writeFileSync(page, PAGE)
  const wrong = await start([page], { HANDCLASP_ORIGIN: 'http://hand.example' }).ended
  expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('HANDCLASP_ORIGIN=http://hand.example') })

  const origin = 'https://hand.example'
  const { address, setupCode } = await serving([page], { HANDCLASP_ORIGIN: `${origin}/` })
  const behind = { host: 'hand.example', 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
  const first = { code: setupCode, loginName: 'wang.wei', name: '王伟', password: 'correct horse battery' }
  for (const foreign of ['http://hand.example', 'https://other.example', address]) {
    expect(await askBehind(address, '/session/setup', { ...behind, origin: foreign }, first), foreign).toMatchObject({
      status: 404,
    })
  }
  expect(await askBehind(address, '/session', { host: 'other.example' })).toMatchObject({ status: 404 })
  const made = await askBehind(address, '/session/setup', { ...behind, origin }, first)
  expect(made).toMatchObject({ status: 200, headers: { 'strict-transport-security': 'max-age=15552000' } })
  const cookie = made.headers['set-cookie']?.find((line) => line.startsWith('__Host-handclasp.session_token=')) ?? ''
  expect(cookie).toMatch(/; Secure/)
  const signed = await askBehind(address, '/session/all', { ...behind, cookie: cookie.split(';', 1)[0] ?? '' })
  expect(JSON.parse(signed.text)).toMatchObject({ sessions: [{ peer: '198.51.100.7' }] })
})

it('says so when it is running already, and hands a page over to the one that runs', async () => {
  const page = join(data, 'page.txt')
  writeFileSync(page, PAGE)
  const first = await serving(['--demonstration'])
  const second = await start(['--demonstration']).ended
  expect(second.code).toBe(1)
  expect(second.output).toContain(`open ${first.address} or end it with Ctrl-C first`)
  await first.stop()
  const odd = join(data, 'odd.txt')
  writeFileSync(odd, Uint8Array.from([0x41, 0x00, 0x80]))
  const own = await serving([page])
  const refused = await start([odd]).ended
  expect([refused.code, refused.output.includes('    at ')]).toEqual([1, false])
  expect(refused.output).toContain('odd.txt is not a text (binary content at byte 1)')
  const handed = await start([page]).ended
  expect(handed.code).toBe(0)
  expect(handed.output).toContain(`${own.address}/read/`)
  expect(await own.operator.sources()).toHaveLength(1)
  await own.stop()
})

it('says what to do when the port is taken', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const { code, output } = await start(['--demonstration'], { HANDCLASP_PORT: String(port) }).ended
  other.close()
  expect(code).toBe(1)
  expect(output).toContain(`Port ${port} is taken by another program`)
  expect(output).toContain('HANDCLASP_PORT=')
})

it.each([
  ['a folder that cannot be made', [], { HANDCLASP_DATA: join(MAIN, 'data') }, 1, 'cannot be written'],
  ['a port that is none', [], { HANDCLASP_PORT: 'x' }, 1, 'HANDCLASP_PORT=x is not a port'],
  ['a size that is none', [], { HANDCLASP_LARGEST_FILE: '4G' }, 1, 'HANDCLASP_LARGEST_FILE=4G is not a size'],
  ['a database that does not answer', [], { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 1, 'does not answer'],
  ['a file that is not there', ['missing.txt'], {}, 1, 'Cannot open'],
  ['a wish it does not know', ['--frob'], {}, 2, 'Usage:'],
  ['a day that is none', ['--published', '2026-02-30', MAIN], {}, 2, 'Usage:'],
])('refuses %s in one sentence', async (_, words, environment, code, sentence) => {
  const ended = await start(words, environment).ended
  expect(ended.output).toContain(sentence)
  expect(ended.output).not.toContain('    at ')
  expect(ended.code).toBe(code)
})

it('refuses a binary file before it keeps anything, and names the byte', async () => {
  const page = join(data, 'page.txt')
  writeFileSync(page, Uint8Array.from([0x41, 0x42, 0x00, 0x43, 0x44]))
  const { code, output } = await start([page]).ended
  expect(code).toBe(1)
  expect(output).toContain('page.txt is not a text (binary content at byte 2)')
})
