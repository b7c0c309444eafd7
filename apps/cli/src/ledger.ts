/** `handclasp ledger verify` and `rebuild`: check all that is kept, and make anew what is made of the entries. */
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { VerificationFound } from '@handclasp/api/client'
import { DatabaseFault } from '@handclasp/ledger'
import { type Settings, settingsFrom } from '@handclasp/server'
import { both } from '@handclasp/server/sentences'
import { reach, withLedger } from './reach.ts'

/** Runs `handclasp ledger verify`; resolves to 0 where all holds, 1 where it does not. */
export function ledgerVerify(args: readonly string[]): Promise<number> {
  return onLedger(args, async (settings, json) => {
    const found = await reach(
      settings,
      (server) => ended(server.startVerification, server.verification),
      (ledger) => ledger.verify(tell),
    )
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : words(settings, found))
    return found.faults.length === 0 ? 0 : 1
  })
}

/** Runs `handclasp ledger rebuild`; resolves to 0 once what screens read is made anew, 1 where it was not. */
export function ledgerRebuild(args: readonly string[]): Promise<number> {
  return onLedger(args, async (settings, json) => {
    const entries = await reach(
      settings,
      (server) => ended(server.startRebuild, server.rebuilding),
      (ledger) => ledger.rebuild(tell),
    )
    const zh = `已由 ${entries} 个条目重算台账、事项与查找用的词。`
    const en = `Records, commitments and search words were made anew from ${entries} entries.`
    process.stdout.write(json ? `${JSON.stringify({ entries })}\n` : `${both(zh, en)}\n`)
    return 0
  })
}

/** Does something to the ledger that the settings name; what stands in the way is said in a sentence. */
async function onLedger(
  args: readonly string[],
  work: (settings: Settings, json: boolean) => Promise<number>,
): Promise<number> {
  let json: boolean
  let settings: Settings
  try {
    const options = {
      json: { type: 'boolean', default: false },
      demonstration: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    json = values.json
    settings = settingsFrom(process.env, values.demonstration ? 'demonstration' : null)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
  return withLedger(settings, () => work(settings, json))
}

interface RunView<Found> {
  readonly running: { readonly entries: number; readonly of: number; readonly bytes: number } | null
  readonly stopped: string | null
  readonly last: { readonly found: Found } | null
}

/** Begins what the server is to do, and waits for its end. */
async function ended<Found>(start: () => Promise<RunView<Found>>, ask: () => Promise<RunView<Found>>): Promise<Found> {
  let view = await start()
  while (view.running) {
    tell(view.running.entries, view.running.of, view.running.bytes)
    await setTimeout(ASK_EVERY)
    view = await ask()
  }
  if (view.stopped !== null || view.last === null) {
    throw new DatabaseFault('run-stopped', view.stopped ?? 'it was not begun', null)
  }
  return view.last.found
}

/** Milliseconds between two questions how far it is. */
const ASK_EVERY = 300

function tell(entries: number, of: number, bytes: number): void {
  const files = bytes === 0 ? '' : ` · ${Math.floor(bytes / 2 ** 20)} MB`
  if (process.stderr.isTTY) process.stderr.write(`\r${entries} / ${of}${files}`)
}

function words({ folder }: Settings, { chains, records, faults }: VerificationFound): string {
  const lines = [`数据 data: ${folder}`]
  for (const { cooperation, side, chain, entries, head } of chains) {
    lines.push(`${cooperation} ${side} ${chain}: ${entries} · ${head.slice(0, 12)}…`)
  }
  const entries = chains.reduce((sum, one) => sum + one.entries, 0)
  if (faults.length === 0) {
    const zh = `账本完好：${chains.length} 条链 ${entries} 个条目的次序、摘要与签名均无误，${records} 项记录与之相符。`
    const en = `The ledger holds: chains ${chains.length}, entries ${entries}, records ${records}: all agree.`
    lines.push(both(zh, en))
  } else {
    lines.push(both(`账本有 ${faults.length} 处不符：`, `The ledger does not hold in ${faults.length} places:`))
    for (const { place, code, detail } of faults) lines.push(`  ${place}: ${code}: ${detail}`)
  }
  return `${lines.join('\n')}\n`
}
