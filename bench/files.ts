/**
 * Files at full size: one of 2 GiB brought, handed out and verified by a server in a process of its own, whose memory
 * is watched meanwhile; beside it a plain program that writes, syncs and hashes as many bytes.
 */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { client } from '@handclasp/api/client'
import { serve } from './server.ts'
import { table } from './tables.ts'

const PIECE = 2 ** 20
const PIECES = 2_048
const SIZE = PIECE * PIECES
const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]

/** Seconds, speed and the growth of memory of each step; null where this system does not tell of memory. */
export async function prove(): Promise<string | null> {
  if (process.platform !== 'linux') {
    console.log('files: NOT RUN: memory is read from /proc, which is there on Linux alone')
    return null
  }
  const data = mkdtempSync(join(tmpdir(), 'handclasp-files-'))
  const server = await serve(data, ['--demonstration'])
  try {
    const file = hashOf()
    const steps: Step[] = []
    const step = async (name: string, work: () => Promise<void>) => {
      steps.push({ name, ...(await watched(server.pid, work)) })
    }
    await step('PUT /api/files/…, synced', () => put(server.address, file))
    await attach(server.address, file)
    await step('GET /api/files/…', () => get(server.address, file))
    await step('verify reads it', () => verify(server.address))
    const peer = await timed(async () => plain(join(data, 'plain')))
    return [
      table([
        ['one file of 2 GiB', 'seconds', 'MiB/s', 'memory before, MiB', 'at most meanwhile', 'growth'],
        ...steps.map(({ name, seconds, before, most }) => {
          return [
            name,
            seconds.toFixed(1),
            speed(seconds),
            mebibytes(before),
            mebibytes(most),
            mebibytes(most - before),
          ]
        }),
        ['peer: written, synced and hashed by a loop', peer.toFixed(1), speed(peer), '', '', ''],
      ]),
      'Memory is the resident set of the server’s process (VmRSS), looked at every 20 ms.',
    ].join('\n\n')
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

interface Step {
  readonly name: string
  readonly seconds: number
  readonly before: number
  readonly most: number
}

function* pieces(): Generator<Buffer> {
  const piece = Buffer.alloc(PIECE)
  for (let number = 0; number < PIECES; number++) {
    piece.writeUInt32LE(number)
    yield Buffer.from(piece)
  }
}

function hashOf(): string {
  const hash = createHash('sha256')
  for (const piece of pieces()) hash.update(piece)
  return hash.digest('hex')
}

async function put(address: string, file: string): Promise<void> {
  const headers = { 'content-length': String(SIZE) }
  const asked = request(`${address}/api/files/${file}`, { method: 'PUT', headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => asked.on('response', resolve).on('error', reject))
  await pipeline(Readable.from(pieces()), asked)
  const answer = await answered
  if (answer.statusCode !== 201) throw new Error(`it was not kept: ${answer.statusCode}`)
  answer.resume()
}

async function get(address: string, file: string): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${address}/api/files/${file}`).on('response', resolve).on('error', reject).end()
  })
  const hash: Hash = createHash('sha256')
  for await (const piece of answer as AsyncIterable<Buffer>) hash.update(piece)
  if (hash.digest('hex') !== file) throw new Error('other bytes came out than went in')
}

/** Attaches the file, so that verifying reads it. */
async function attach(address: string, file: string): Promise<void> {
  const ledger = client(address)
  const { id } = await ledger.openCooperation({ sides: REGIONS, own: 0 })
  const words = { name: null, parts: [1, 7], signedOn: null, place: null, quote: null }
  const written = { package: { id: null, replaces: null, ...words }, within: null, agreements: [] }
  const { package: made } = await ledger.write(id, written)
  if (!made) throw new Error('no package was written')
  const to = { kind: 'package', id: made } as const
  await ledger.attach(id, { id: null, file: file as never, to, replaces: null, name: 'scan.bin', note: null })
}

async function verify(address: string): Promise<void> {
  const ledger = client(address)
  let view = await ledger.startVerification()
  while (view.running) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    view = await ledger.verification()
  }
  if (view.last?.found.faults.length !== 0) throw new Error(`it does not hold: ${JSON.stringify(view)}`)
}

/** The same bytes by the plainest program: one loop, one file, one sync. */
function plain(path: string): void {
  const handle = openSync(path, 'w')
  const hash = createHash('sha256')
  for (const piece of pieces()) {
    hash.update(piece)
    writeSync(handle, piece)
  }
  fsyncSync(handle)
  closeSync(handle)
  hash.digest()
}

async function watched(pid: number, work: () => Promise<void>): Promise<Omit<Step, 'name'>> {
  const before = residentOf(pid)
  let most = before
  const watching = setInterval(() => {
    most = Math.max(most, residentOf(pid))
  }, 20)
  try {
    const seconds = await timed(work)
    return { seconds, before, most }
  } finally {
    clearInterval(watching)
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024
}

function speed(seconds: number): string {
  return (SIZE / 2 ** 20 / seconds).toFixed(0)
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}
