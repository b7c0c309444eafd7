/** `handclasp files sweep`: tells which files nothing refers to any more, and deletes them where that is wished. */
import { parseArgs } from 'node:util'
import type { SweepInput, SweptView } from '@handclasp/api/client'
import { GRACE_HOURS, type Settings, settingsFrom } from '@handclasp/server'
import { both } from '@handclasp/server/sentences'
import { reach, withLedger } from './reach.ts'

interface Wish extends SweepInput {
  readonly json: boolean
  readonly settings: Settings
}

/** Runs `handclasp files sweep`; resolves to its exit code. */
export async function filesSweep(args: readonly string[]): Promise<number> {
  const wish = wishOf(args)
  if (typeof wish === 'string') {
    console.error(wish)
    return 2
  }
  const { hours, isTrial, json, settings } = wish
  return withLedger(settings, async () => {
    const swept = await reach(
      settings,
      (server) => server.sweep({ hours, isTrial }),
      (ledger) => ledger.sweep({ before: new Date(Date.now() - hours * 3_600_000).toISOString(), isTrial }),
    )
    process.stdout.write(json ? `${JSON.stringify(swept)}\n` : words(wish, swept))
    return 0
  })
}

/** What is asked for, or why it makes no sense. */
function wishOf(args: readonly string[]): Wish | string {
  try {
    const options = {
      remove: { type: 'boolean', default: false },
      hours: { type: 'string', default: String(GRACE_HOURS) },
      json: { type: 'boolean', default: false },
      demonstration: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    const hours = Number(values.hours)
    if (values.hours.trim() === '' || !(hours >= 0 && hours <= 100_000)) {
      const zh = `--hours ${values.hours} 不是小时数：请用 0 到 100000 之间的数。`
      return both(zh, `--hours ${values.hours} is no number of hours: use one from 0 to 100000.`)
    }
    const settings = settingsFrom(process.env, values.demonstration ? 'demonstration' : null)
    return { hours, isTrial: !values.remove, json: values.json, settings }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function words({ settings, hours, isTrial }: Wish, swept: SweptView): string {
  const { files, bytes, unfinished, unfinishedBytes, kept } = swept
  const [orphans, broken] = [megabytes(bytes), megabytes(unfinishedBytes)]
  const lines = [`附件 files: ${settings.files}`]
  const zh = `${hours} 小时以来无人引用的文件 ${files} 份（${orphans}），没有传完的 ${unfinished} 份（${broken}），留下 ${kept} 份。`
  const en =
    `Files that nothing referred to for ${hours} hours: ${files} (${orphans}); ` +
    `not fully uploaded: ${unfinished} (${broken}); ${kept} stay.`
  lines.push(both(zh, en))
  if (!isTrial) lines.push(both('已删去。', 'Deleted.'))
  else if (files + unfinished > 0) {
    lines.push(both('只是查看，没有删去：加上 --remove 才删。', 'Nothing was deleted: add --remove to delete them.'))
  }
  return `${lines.join('\n')}\n`
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}
