/** A process of the lock test: takes and releases the lock of a folder many times, and says when it held it. */
import { writeSync } from 'node:fs'
import { FolderInUse, takeLock } from './lock.ts'

const [folder = ''] = process.argv.slice(2)
const now = () => Number(process.hrtime.bigint() / 1_000n)
for (let turn = 0; turn < 400; turn++) {
  try {
    const lock = takeLock(folder)
    const from = now()
    for (const end = from + 200; now() < end; );
    const to = now()
    lock.release()
    writeSync(1, `${JSON.stringify({ from, to })}\n`)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
  }
}
