/** The thread in which the embedded PostgreSQL runs: made durable, asked by messages, one query at a time. */
import { closeSync, cpSync, existsSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import type { Answer, Question, WorkerStart } from './embedded.ts'
import { DATA, MADE, syncFolder, syncTree } from './folders.ts'
import { PARSERS } from './types.ts'

let syncs = 0

/** PGlite's file system never calls fsync; this one does, for files and for folders, and counts the calls. */
class DurableFS extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const result = await super.init(pg, options)
    const { emscriptenOpts } = result
    const before = emscriptenOpts.preRun ?? []
    emscriptenOpts.preRun = [...(Array.isArray(before) ? before : [before]), syncForReal]
    return result
  }
}

interface NodeFileSystem {
  readonly NODEFS: {
    readonly stream_ops: { fsync: (stream: { nfd?: number; node: object }) => number }
    readonly realPath: (node: object) => string
  }
}

function syncForReal(module: unknown): void {
  const files = (module as NodeFileSystem).NODEFS
  files.stream_ops.fsync = (stream) => {
    syncs++
    if (stream.nfd === undefined) syncFolder(files.realPath(stream.node))
    else fsyncSync(stream.nfd)
    return 0
  }
}

/**
 * Opens the data directory. A directory whose making was interrupted never acknowledged anything; it is moved aside,
 * not deleted, and made anew.
 */
async function open({ folder, template }: WorkerStart): Promise<PGlite> {
  const data = join(folder, DATA)
  const made = join(data, MADE)
  const fresh = !existsSync(made)
  if (fresh && existsSync(data)) renameSync(data, `${data}.interrupted-${Date.now()}`)
  if (fresh && template && existsSync(template)) cpSync(template, data, { recursive: true })
  const startParams = [...PGlite.defaultStartParams.filter((word) => word !== '-F'), '-c', 'wal_sync_method=fsync']
  const pg = new PGlite({ fs: new DurableFS(data), startParams, parsers: PARSERS })
  await pg.waitReady
  await pg.exec("set time zone 'UTC'")
  if (fresh) {
    await pg.exec('checkpoint')
    syncTree(data)
    const mark = openSync(made, 'w', 0o600)
    writeSync(mark, '1\n')
    fsyncSync(mark)
    closeSync(mark)
    syncFolder(data)
    syncFolder(folder)
  }
  return pg
}

/** Commits between two looks at how much was written since the last checkpoint. */
const LOOK_EVERY = 64
/** Bytes of log after which a checkpoint is made: in one process nobody else makes it, and the log would only grow. */
const CHECKPOINT_AFTER = 32 * 2 ** 20
let commits = 0
let checkpointAt = '0/0'

async function checkpointWhenDue(pg: PGlite): Promise<void> {
  if (++commits % LOOK_EVERY !== 0) return
  const look =
    'select pg_current_wal_insert_lsn()::text as at, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1)::int8 as far'
  const { rows } = await pg.query<{ at: string; far: number }>(look, [checkpointAt])
  const [now] = rows
  if (!now) return
  if (checkpointAt !== '0/0' && now.far < CHECKPOINT_AFTER) return
  await pg.exec('checkpoint')
  checkpointAt = now.at
}

async function answer(pg: PGlite, question: Question): Promise<Answer> {
  switch (question.ask) {
    case 'query': {
      const { sql, parameters } = question
      if (parameters.length === 0) {
        const last = (await pg.exec(sql)).at(-1)
        if (sql === 'commit') await checkpointWhenDue(pg)
        return { rows: last?.rows ?? [], affected: last?.affectedRows ?? 0 }
      }
      const { rows, affectedRows } = await pg.query(sql, [...parameters])
      return { rows, affected: affectedRows ?? 0 }
    }
    case 'syncs':
      return { rows: [{ syncs }], affected: 0 }
    case 'close':
      await pg.close()
      return { rows: [], affected: 0 }
    default:
      throw new TypeError('a question of no kind')
  }
}

function told(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, detail, constraint, table } = error as Error & Record<string, unknown>
  return { message: error.message, code, detail, constraint, table }
}

const port = parentPort
if (!port) throw new Error('embedded-worker.ts runs as a worker thread')
const started = open(workerData as WorkerStart)
started.then(
  () => port.postMessage({ ready: true }),
  (error: unknown) => port.postMessage({ ready: false, error: told(error) }),
)
let queue: Promise<unknown> = started.catch(() => null)
port.on('message', ({ id, question }: { id: number; question: Question }) => {
  queue = queue.then(async () => {
    try {
      port.postMessage({ id, answer: await answer(await started, question) })
    } catch (error) {
      port.postMessage({ id, error: told(error) })
    }
    if (question.ask === 'close') port.close()
  })
})
