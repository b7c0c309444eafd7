/** Reaching an installation: over the server that runs it, or by opening its data folder, never both. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, client } from '@handclasp/api/client'
import { isAlive, type Ledger, ownerOf } from '@handclasp/ledger'
import { commandLine, faultSentence, type Installation, openInstallation, type Settings } from '@handclasp/server'
import { both } from '@handclasp/server/sentences'

/** Has the server that runs do something, else does it in the data folder. */
export async function reach<Found>(
  settings: Settings,
  there: (server: Client) => Promise<Found>,
  here: (ledger: Ledger, installation: Installation) => Promise<Found>,
): Promise<Found> {
  const owner = settings.databaseUrl === null ? ownerOf(settings.folder) : null
  try {
    if (owner?.address && isAlive(owner)) return await there(client(owner.address, commandLine(settings.folder)))
    const installation = await openInstallation(settings, 'existing')
    try {
      return await here(installation.ledger, installation)
    } finally {
      await installation.close()
    }
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  }
}

/** Does something with the ledger that the settings name; what stands in the way is said in a sentence. */
export async function withLedger(settings: Settings, work: () => Promise<number>): Promise<number> {
  if (!existsSync(join(settings.folder, 'installation.key'))) {
    const zh = `${settings.folder} 里还没有台账：先运行 npm start，或用 HANDCLASP_DATA 指明数据文件夹。`
    const en = `There is no ledger in ${settings.folder} yet: run npm start first, or set HANDCLASP_DATA.`
    console.error(both(zh, en))
    return 1
  }
  try {
    return await work()
  } catch (fault) {
    const sentence = faultSentence(fault)
    if (sentence === null) throw fault
    console.error(sentence)
    return 1
  }
}
