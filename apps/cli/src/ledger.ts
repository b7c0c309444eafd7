/** `handclasp ledger verify`: asks the running server, or opens the data folder itself, never both. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { client, type VerificationView } from '@handclasp/api/client'
import { isAlive, ownerOf } from '@handclasp/ledger'
import { both, faultSentence, openInstallation, type Settings, settingsFrom } from '@handclasp/server'

/** Runs `handclasp ledger verify`; resolves to 0 where all holds, 1 where it does not. */
export async function ledgerVerify(args: readonly string[]): Promise<number> {
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
  if (!existsSync(join(settings.folder, 'installation.key'))) {
    const zh = `${settings.folder} 里还没有台账：先运行 npm start，或用 HANDCLASP_DATA 指明数据文件夹。`
    const en = `There is no ledger in ${settings.folder} yet: run npm start first, or set HANDCLASP_DATA.`
    console.error(both(zh, en))
    return 1
  }
  try {
    const found = await verification(settings)
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : words(settings, found))
    return found.faults.length === 0 ? 0 : 1
  } catch (fault) {
    const sentence = faultSentence(fault)
    if (sentence === null) throw fault
    console.error(sentence)
    return 1
  }
}

async function verification(settings: Settings): Promise<VerificationView> {
  const owner = settings.databaseUrl === null ? ownerOf(settings.folder) : null
  if (owner?.address && isAlive(owner)) return client(owner.address).verification()
  const installation = await openInstallation(settings)
  try {
    return await installation.ledger.verify((entries) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${entries}`)
    })
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r')
    await installation.close()
  }
}

function words({ folder }: Settings, { chains, records, faults }: VerificationView): string {
  const lines = [`数据 data: ${folder}`]
  for (const { cooperation, side, chain, entries, head } of chains) {
    lines.push(`${cooperation} ${side} ${chain}: ${entries} · ${head.slice(0, 12)}…`)
  }
  const entries = chains.reduce((sum, one) => sum + one.entries, 0)
  if (faults.length === 0) {
    const zh = `账本完好：${chains.length} 条链 ${entries} 条条目的次序、摘要与签名均无误，${records} 项记录与之相符。`
    const en = `The ledger holds: chains ${chains.length}, entries ${entries}, records ${records}: all agree.`
    lines.push(both(zh, en))
  } else {
    lines.push(both(`账本有 ${faults.length} 处不符：`, `The ledger does not hold in ${faults.length} places:`))
    for (const { place, code, detail } of faults) lines.push(`  ${place}: ${code}: ${detail}`)
  }
  return `${lines.join('\n')}\n`
}
