/** One process owns an embedded data folder: a lock file names it, and is taken over only when that process is gone. */
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** What the lock file says of its owner. */
export interface Owner {
  readonly pid: number
  /** When that process started, in the system's own measure; null where the system does not tell. */
  readonly started: string | null
  /** The machine, for a folder may be shared: a process of another one cannot be asked whether it is there. */
  readonly host: string
  /** Where the owner answers, once it does. */
  readonly address: string | null
}

/** Another process owns the folder. */
export class FolderInUse extends Error {
  readonly code = 'folder-in-use'
  readonly folder: string
  readonly owner: Owner
  constructor(folder: string, owner: Owner) {
    super(`${folder} is in use by process ${owner.pid} of ${owner.host}`)
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

/**
 * Takes the lock of a folder, or throws `FolderInUse`. The lock appears whole (written aside, then linked to its name),
 * and only who holds the marker of its removal takes a dead owner's lock away, so that two who start at once cannot
 * both have it.
 */
export function takeLock(folder: string): Lock {
  const path = join(folder, NAME)
  const self: Owner = { pid: process.pid, started: startOf(process.pid), host: hostname(), address: null }
  while (!place(path, self)) {
    const owner = readOwner(path)
    if (owner === 'nobody') continue
    if (owner !== 'unreadable' && isAlive(owner)) throw new FolderInUse(folder, owner)
    removeDead(path, owner)
  }
  return {
    announce: (address) => {
      write(`${path}.${process.pid}`, { ...self, address })
      renameSync(`${path}.${process.pid}`, path)
    },
    release: () => {
      if (isSame(readOwner(path), self)) rmSync(path, { force: true })
    },
  }
}

/** Who owns a folder now, by its lock file; null where nobody does or the file cannot be understood. */
export function ownerOf(folder: string): Owner | null {
  const owner = readOwner(join(folder, NAME))
  return typeof owner === 'string' ? null : owner
}

/** Is that very process still there? A number alone is not enough: numbers are given again. */
export function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
  }
  return owner.started === null ? owner.pid !== process.pid : startOf(owner.pid) === owner.started
}

/** Puts the owner under the name of the lock if nobody is there. */
function place(path: string, owner: Owner): boolean {
  const draft = `${path}.${process.pid}`
  write(draft, owner)
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function write(path: string, owner: Owner): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, `${JSON.stringify(owner)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Removes the lock of a dead owner. One remover at a time; a marker left by a remover that died is as old as that. */
function removeDead(path: string, dead: Owner | 'unreadable'): void {
  const marker = `${path}.removing`
  if (!place(marker, { pid: process.pid, started: startOf(process.pid), host: hostname(), address: null })) {
    const remover = readOwner(marker)
    if (typeof remover !== 'string' && !isAlive(remover)) rmSync(marker, { force: true })
    return
  }
  try {
    if (isSame(readOwner(path), dead)) rmSync(path, { force: true })
  } finally {
    rmSync(marker, { force: true })
  }
}

function isSame(a: OwnerRead, b: OwnerRead): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.pid === b.pid && a.started === b.started && a.host === b.host
}

type OwnerRead = Owner | 'nobody' | 'unreadable'

function readOwner(path: string): OwnerRead {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 'nobody'
    throw error
  }
  try {
    const owner: unknown = JSON.parse(text)
    return typeof owner === 'object' && owner !== null && 'pid' in owner ? (owner as Owner) : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** The start of a process as Linux tells it (clock ticks since boot), `gone` for one that ended; null elsewhere. */
function startOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? 'gone' : (rest[18] ?? null)
  } catch {
    return null
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
