/**
 * Where a run of tests keeps its files: in a folder of its own, in memory where there is room. The databases of tests
 * sync every commit as the product does; what tests prove of it (that it is asked for, that a process that is killed
 * loses nothing) needs no disk, and a disk that others use makes them wait for minutes.
 */
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder in memory that Linux has. */
const MEMORY = '/dev/shm'
/** Bytes a run takes at most, and as much again for the machine. */
const ROOM = 4 * 2 ** 30
const NAME = 'handclasp-tests-'

/** The global setup of Vitest and of Playwright: whatever is made from here on is taken away in the end. */
export default function setUp(): () => void {
  const place = hasRoom() ? MEMORY : tmpdir()
  clear(place)
  const folder = mkdtempSync(join(place, `${NAME}${process.pid}-`))
  process.env.TMPDIR = folder
  // Programs that tests start again and again are compiled once.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  return () => rmSync(folder, { recursive: true, force: true })
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, freemem()) > ROOM
  } catch {
    return false
  }
}

/** Takes away what runs left that were killed. */
function clear(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = name.startsWith(NAME) ? Number.parseInt(name.slice(NAME.length), 10) : Number.NaN
    if (pid > 0 && !isRunning(pid)) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
