/** An installation opened for work: its key, its database and its ledger, wired to clock and randomness. */
import { randomBytes } from 'node:crypto'
import { type Accounts, openAccounts } from '@handclasp/accounts'
import { type AuthorId, type Mint, minting } from '@handclasp/domain'
import {
  type DatabaseFault,
  keyOf,
  type Ledger,
  openEmbedded,
  openFileFolder,
  openLedger,
  type LedgerWanted,
  openPostgres,
  templatePath,
} from '@handclasp/ledger'
import type { Settings } from './environment.ts'
import { derivedKey } from './keys.ts'
import { logIn } from './log.ts'
import { both } from './sentences.ts'
import { atTimes } from './steps.ts'

/** Who writes what the installation does by itself, and wrote all before there were members. */
const LOCAL = 'local' as AuthorId

/** An open installation. */
export interface Installation {
  readonly settings: Settings
  readonly ledger: Ledger
  readonly accounts: Accounts
  readonly mint: Mint
  /** Resolves with the reason when its database stops by itself; never otherwise. */
  readonly stopped: Promise<DatabaseFault>
  /** Lets others know where this installation answers, and browsers sign in there. */
  announce(address: string): void
  close(): Promise<void>
}

/**
 * Opens an installation, or only one that is there already. Throws what opening its folder, database and ledger throws.
 */
export async function openInstallation(settings: Settings, wanted: LedgerWanted = 'any'): Promise<Installation> {
  const { folder, databaseUrl, files, largestFile } = settings
  const embedded = databaseUrl === null ? await openEmbedded(folder, templatePath()) : null
  const database = embedded ?? (await openPostgres(databaseUrl ?? ''))
  try {
    const signer = keyOf(folder)
    const sealing = { signer, clock: () => new Date().toISOString(), random: randomBytes }
    const store = await openFileFolder(files, signer.installation, largestFile)
    const mint = minting(Date.now, randomBytes)
    const ledger = await openLedger(database, sealing, LOCAL, store, wanted, tellAnew(folder))
    let origin = `http://127.0.0.1:${settings.port}`
    const accounts = await openAccounts({
      sql: database.sql,
      clock: sealing.clock,
      random: randomBytes,
      mint,
      limits: settings.limits,
      secret: derivedKey(folder, 'sign-in'),
      origin: () => settings.publicOrigin ?? origin,
      provider: settings.provider,
      report: (fault) => logIn(folder).error(fault),
    })
    return {
      settings,
      ledger,
      accounts,
      mint,
      stopped: embedded?.stopped ?? new Promise(() => {}),
      announce: (address) => {
        origin = address
        embedded?.announce(address)
      },
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Says in the terminal and in the log how far an upgrade is that makes words and counts anew. */
function tellAnew(folder: string): (done: number, of: number) => void {
  let log: ReturnType<typeof logIn> | null = null
  return atTimes(
    () => performance.now(),
    (done, of) => {
      console.error(
        both(
          `升级后正在重算查找用的词与计数：${done} / ${of}。中断了会在下次打开时重来，账不受影响。`,
          `Making words and counts anew after an upgrade: ${done} of ${of}. Broken off, it begins anew next time.`,
        ),
      )
      log ??= logIn(folder)
      log.info({ done, of }, 'making words and counts anew')
    },
  )
}
