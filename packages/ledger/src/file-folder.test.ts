import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { FileHash, InstallationId } from '@handclasp/domain'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileFolder } from './file-folder.ts'
import type { FileStore } from './file-store.ts'

const INSTALLATION = 'ins_TEST' as InstallationId
const LATER = '9999-12-31T00:00:00.000Z'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as FileHash

/** Some bytes as they come, in pieces of a size. */
async function* coming(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function bytesOf(store: FileStore, file: FileHash, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of store.read(file, start, end)) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('a folder of files', () => {
  let folder: string
  let store: FileStore
  const aside = () => readdirSync(join(folder, 'aside'))
  const names = async () => {
    const found: string[] = []
    for await (const { file } of store.all()) found.push(file)
    return found
  }
  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'handclasp-files-')), 'files')
    store = await openFileFolder(folder, INSTALLATION, 100_000)
  })
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

  it('[L53] gives back the bytes it was given, in whatever pieces they came and from wherever asked', async () => {
    const files = fc.tuple(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat())
    const law = fc.asyncProperty(files, async ([bytes, size, one, other]) => {
      const file = hashOf(bytes)
      expect(await store.keep(file, coming(bytes, size))).toMatchObject({ ok: true })
      expect(await store.find(file)).toMatchObject({ file, bytes: bytes.length })
      const [start = 0, end = 0] = [one % (bytes.length + 1), other % (bytes.length + 1)].sort((a, b) => a - b)
      expect(await bytesOf(store, file, start, end)).toEqual(Buffer.from(bytes.subarray(start, end)))
    })
    await fc.assert(law, { numRuns: 30 })
    expect(aside()).toEqual([])
    expect(await names()).toEqual((await names()).toSorted())
  })

  it('[L53] keeps the same bytes once, however many bring them at the same time', async () => {
    const bytes = new Uint8Array(50_000).fill(3)
    const file = hashOf(bytes)
    const kept = await Promise.all(Array.from({ length: 8 }, () => store.keep(file, coming(bytes))))
    expect(kept.every(({ ok }) => ok)).toBe(true)
    expect(await names()).toEqual([file])
    expect(aside()).toEqual([])
    expect(await store.keep(file, coming(bytes))).toEqual({ ok: true, value: { existing: true } })
  })

  it('[L53] mends a file whose bytes were changed when the right ones come again', async () => {
    const bytes = new Uint8Array(2_000).fill(5)
    const file = hashOf(bytes)
    await store.keep(file, coming(bytes))
    writeFileSync(join(folder, file.slice(0, 2), file), 'something else')
    await store.keep(file, coming(bytes))
    expect(readFileSync(join(folder, file.slice(0, 2), file))).toEqual(Buffer.from(bytes))
  })

  it('[L53] keeps nothing of other bytes, of too many, or of what breaks off', async () => {
    const bytes = new Uint8Array(3_000).fill(1)
    const file = hashOf(bytes)
    const others = await store.keep(file, coming(bytes.subarray(1)))
    expect(others).toMatchObject({ refusal: { code: 'file-differs', file, came: hashOf(bytes.subarray(1)) } })
    let asked = 0
    async function* endless() {
      for (;;) {
        asked++
        yield new Uint8Array(10_000)
      }
    }
    expect(await store.keep(file, endless())).toMatchObject({ refusal: { code: 'file-too-large', most: 100_000 } })
    expect(asked).toBe(11)
    async function* breaking() {
      yield bytes
      throw new Error('broken off')
    }
    await expect(store.keep(file, breaking())).rejects.toThrow('broken off')
    expect([await names(), aside(), await store.find(file)]).toEqual([[], [], null])
  })

  it('[L53] leaves but an unfinished one where the process is killed, which can be cleared', async () => {
    const child = uploading(folder, [])
    for await (const line of createInterface({ input: child.stdout })) if (line === '30') child.kill('SIGKILL')
    expect(await names()).toEqual([])
    expect(await store.unfinished(new Date(0).toISOString(), true)).toEqual({ count: 0, bytes: 0 })
    const left = await store.unfinished(LATER, false)
    expect(left.count).toBe(1)
    expect(left.bytes).toBeGreaterThan(29 * 64 * 1024)
    expect(await store.unfinished(LATER, true)).toEqual(left)
    expect(aside()).toEqual([])
  })

  it('[L53] says that the disk has no room, and leaves nothing', async () => {
    const child = uploading(folder, ['100'], 'ulimit -f 1024; ')
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) lines.push(line)
    expect(lines.at(-1)).toBe('disk-full')
    expect([await names(), aside()]).toEqual([[], []])
  })

  it('[L53] belongs to one installation', async () => {
    await openFileFolder(folder, INSTALLATION)
    const other = openFileFolder(folder, 'ins_OTHER' as InstallationId)
    await expect(other).rejects.toMatchObject({ code: 'files-of-another', folder })
  })

  it('says that it cannot be written', async () => {
    const file = join(folder, '..', 'file')
    writeFileSync(file, '')
    await expect(openFileFolder(join(file, 'files'), INSTALLATION)).rejects.toMatchObject({ code: 'files-unwritable' })
  })

  it('knows when a file was last touched', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const file = hashOf(bytes)
    await store.keep(file, coming(bytes))
    const past = new Date('2026-01-01T00:00:00.000Z')
    utimesSync(join(folder, file.slice(0, 2), file), past, past)
    expect(await store.find(file)).toMatchObject({ touched: past.toISOString() })
    await store.touch(file)
    expect((await store.find(file))?.touched).not.toBe(past.toISOString())
    await store.remove(file)
    await store.remove(file)
    await store.touch(file)
    expect(await store.find(file)).toBeNull()
  })
})

/** The process that keeps a file; a shell may bound what it can write. */
function uploading(folder: string, words: readonly string[], bound = '') {
  const program = new URL('./uploading.child.ts', import.meta.url).pathname
  const command = `${bound}exec "$0" "$@"`
  return spawn('sh', ['-c', command, process.execPath, program, folder, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
