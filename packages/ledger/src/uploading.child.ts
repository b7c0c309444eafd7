/** The process that tests kill, or give a small disk: keeps a file of endless bytes, or of some, in a folder. */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { FileHash, InstallationId } from '@handclasp/domain'
import { openFileFolder } from './file-folder.ts'
import { FileFault } from './file-store.ts'

const [folder = '', pieces = ''] = process.argv.slice(2)
const piece = new Uint8Array(64 * 1024).fill(7)
const count = pieces === '' ? Number.POSITIVE_INFINITY : Number(pieces)
const hash = createHash('sha256')
for (let number = 0; number < Math.min(count, 1_000); number++) hash.update(piece)

async function* coming(): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number++) {
    writeSync(1, `${number}\n`)
    yield piece
  }
}

const store = await openFileFolder(folder, 'ins_TEST' as InstallationId, Number.POSITIVE_INFINITY)
try {
  await store.keep(hash.digest('hex') as FileHash, coming())
  writeSync(1, 'kept\n')
} catch (error) {
  if (!(error instanceof FileFault)) throw error
  writeSync(1, `${error.code}\n`)
}
