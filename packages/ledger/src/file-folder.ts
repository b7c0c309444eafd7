/**
 * Files in a folder: `ab/abcdef…` by their hash. Bytes are written aside on the same disk, synced, renamed, and the
 * folder synced, so that whatever has a name here is whole. Several servers may share the folder.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileHash, granted, type Instant, type InstallationId, refused } from '@handclasp/domain'
import { FileFault, type FileFaultCode, type FileStore, type KeptFile } from './file-store.ts'
import { syncFolder } from './folders.ts'

/** Bytes of one file at most where nobody says otherwise. */
export const LARGEST_FILE = 4 * 2 ** 30

/** Bytes read at once. */
const PIECE = 128 * 1024
const ASIDE = 'aside'
const OWNER = 'installation'

/**
 * Opens a folder of files, and makes it where there is none. Throws a `FileFault`: `files-unwritable`, or
 * `files-of-another` where it holds the files of another installation, which would sweep ours away.
 */
export async function openFileFolder(
  folder: string,
  installation: InstallationId,
  largest = LARGEST_FILE,
): Promise<FileStore> {
  await told(folder, async () => {
    await mkdir(join(folder, ASIDE), { recursive: true, mode: 0o700 })
    await own(folder, installation)
  })
  return {
    largest,
    find: (file) => find(folder, file),
    keep: (file, bytes) => told(folder, () => keep(folder, file, bytes, largest)),
    read: (file, start, end) => read(pathOf(folder, file), start, end),
    touch: (file) =>
      told(folder, async () => {
        const now = new Date()
        await utimes(pathOf(folder, file), now, now).catch(unlessMissing)
      }),
    remove: (file) =>
      told(folder, async () => {
        await rm(pathOf(folder, file), { force: true })
        const held = join(folder, file.slice(0, 2))
        await stat(held).then(() => syncFolder(held), unlessMissing)
      }),
    all: () => all(folder),
    unfinished: (before, isDeleted) => told(folder, () => unfinished(folder, before, isDeleted)),
  }
}

/** Writes whose folder it is, or sees that it is ours. Two that open it first at once write the same. */
async function own(folder: string, installation: InstallationId): Promise<void> {
  const path = join(folder, OWNER)
  const owner = await readFile(path, 'utf8').catch(unlessMissing)
  if (owner === installation) return
  if (owner) throw new FileFault('files-of-another', folder, null)
  const aside = join(folder, ASIDE, `${OWNER}.${randomBytes(8).toString('hex')}`)
  const handle = await open(aside, 'wx', 0o600)
  try {
    await handle.writeFile(installation)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, path)
  syncFolder(folder)
}

function pathOf(folder: string, file: FileHash): string {
  if (!/^[0-9a-f]{64}$/.test(file)) throw new TypeError(`${file} is no hash of a file`)
  return join(folder, file.slice(0, 2), file)
}

async function find(folder: string, file: FileHash): Promise<KeptFile | null> {
  const found = await stat(pathOf(folder, file)).catch(unlessMissing)
  return found ? { file, bytes: found.size, touched: found.mtime.toISOString() } : null
}

async function keep(folder: string, file: FileHash, bytes: AsyncIterable<Uint8Array>, largest: number) {
  const existing = (await find(folder, file)) !== null
  const aside = join(folder, ASIDE, `${file}.${randomBytes(8).toString('hex')}`)
  try {
    const handle = await open(aside, 'wx', 0o600)
    try {
      const came = await pour(bytes, handle, largest)
      if (came === null) return refused({ code: 'file-too-large', most: largest })
      if (came !== file) return refused({ code: 'file-differs', file, came })
      await handle.sync()
    } finally {
      await handle.close()
    }
    const held = join(folder, file.slice(0, 2))
    const isNew = (await mkdir(held, { recursive: true, mode: 0o700 })) !== undefined
    await rename(aside, join(held, file))
    syncFolder(held)
    if (isNew) syncFolder(folder)
    return granted({ existing })
  } finally {
    await rm(aside, { force: true })
  }
}

/** Writes bytes as they come and hashes them; null where there are too many. */
async function pour(bytes: AsyncIterable<Uint8Array>, handle: FileHandle, largest: number): Promise<string | null> {
  const hash = createHash('sha256')
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length > largest) return null
    hash.update(piece)
    for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten
  }
  return hash.digest('hex')
}

async function* read(path: string, start: number, end: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const handle = await open(path, 'r')
  try {
    for (let at = start; at < end; ) {
      const piece = new Uint8Array(Math.min(PIECE, end - at))
      const { bytesRead } = await handle.read(piece, 0, piece.length, at)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}

async function* all(folder: string): AsyncGenerator<KeptFile> {
  const held = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()
  for (const name of held) {
    for (const file of (await readdir(join(folder, name))).filter((each) => /^[0-9a-f]{64}$/.test(each)).sort()) {
      // Somebody else who shares the folder may have swept it meanwhile.
      const kept = await find(folder, file as FileHash)
      if (kept) yield kept
    }
  }
}

async function unfinished(folder: string, before: Instant, isDeleted: boolean) {
  let [count, bytes] = [0, 0]
  for (const name of await readdir(join(folder, ASIDE))) {
    const path = join(folder, ASIDE, name)
    const found = await stat(path).catch(unlessMissing)
    if (!found || found.mtime.toISOString() >= before) continue
    count++
    bytes += found.size
    if (isDeleted) await rm(path, { force: true })
  }
  return { count, bytes }
}

/** Nothing where the file is not there; whatever else went wrong is thrown on. */
function unlessMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

const FAULTS: Readonly<Record<string, FileFaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'files-unwritable',
  EPERM: 'files-unwritable',
  EROFS: 'files-unwritable',
  ENOTDIR: 'files-unwritable',
  EEXIST: 'files-unwritable',
}

/** Tells what the disk refuses as a fault of the store. */
async function told<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const code = FAULTS[codeOf(error)]
    throw code ? new FileFault(code, folder, error) : error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
