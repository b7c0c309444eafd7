/** One process owns an embedded data folder: a lock file names it, and is taken over only when that process is gone. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What the lock file says of its owner. */
export interface Owner {
  readonly pid: number
  /** When that process started, in the system's own measure; null where the system does not tell. */
  readonly started: string | null
  /** Where the owner answers, once it does. */
  readonly address: string | null
}

/** Another process owns the folder. */
export class FolderInUse extends Error {
  readonly code = 'folder-in-use'
  readonly folder: string
  readonly owner: Owner
  constructor(folder: string, owner: Owner) {
    super(`${folder} is in use by process ${owner.pid}`)
    this.folder = folder
    this.owner = owner
  }
}

/** A held lock. */
export interface Lock {
  /** Writes where the owner answers, so that others can be told. */
  announce(address: string): void
  release(): void
}

const NAME = 'lock.json'

/** Takes the lock of a folder, or throws `FolderInUse`. */
export function takeLock(folder: string): Lock {
  const path = join(folder, NAME)
  const self: Owner = { pid: process.pid, started: startOf(process.pid), address: null }
  for (;;) {
    if (create(path, self)) break
    const owner = ownerOf(folder)
    if (owner && isAlive(owner)) throw new FolderInUse(folder, owner)
    setAside(path, owner)
  }
  return {
    announce: (address) => {
      const next = `${path}.${process.pid}`
      create(next, { ...self, address })
      renameSync(next, path)
    },
    release: () => {
      if (ownerOf(folder)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
}

/** Who owns a folder now, by its lock file; null where nobody does or the file cannot be understood. */
export function ownerOf(folder: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(folder, NAME), 'utf8'))
    return typeof owner === 'object' && owner !== null && 'pid' in owner ? (owner as Owner) : null
  } catch {
    return null
  }
}

/** Is that very process still there? A number alone is not enough: numbers are given again. */
export function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return owner.started !== null && owner.started === startOf(process.pid)
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
  }
  return owner.started === null || startOf(owner.pid) === owner.started
}

function create(path: string, owner: Owner): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, `${JSON.stringify(owner)}\n`)
    fsyncSync(file)
    closeSync(file)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Moves a dead owner's lock away. Two may try at once: whoever moved the wrong one puts it back. */
function setAside(path: string, dead: Owner | null): void {
  const aside = `${path}.gone-${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  const moved = readOwner(aside)
  if (moved?.pid === dead?.pid && moved?.started === dead?.started) rmSync(aside)
  else renameSync(aside, path)
}

function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return null
  }
}

/** The start of a process as Linux tells it (clock ticks since boot); null elsewhere. */
function startOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
