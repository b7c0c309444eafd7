/** `handclasp members reset NAME`: a link for a new password, for whoever holds the data folder. */
import { parseArgs } from 'node:util'
import type { AccountsView } from '@handclasp/api/client'
import type { MemberId } from '@handclasp/domain'
import { type Settings, settingsFrom } from '@handclasp/server'
import { both } from '@handclasp/server/sentences'
import { reach, withLedger } from './reach.ts'

interface Wish {
  readonly loginName: string
  /** Is the second factor lost, too? */
  readonly secondFactor: boolean
  readonly settings: Settings
}

/** Runs `handclasp members reset`; resolves to its exit code. */
export async function membersReset(args: readonly string[]): Promise<number> {
  const wish = wishOf(args)
  if (typeof wish === 'string') {
    console.error(wish)
    return 2
  }
  const { settings, loginName, secondFactor } = wish
  return withLedger(settings, async () => {
    const token = await reach<string | null>(
      settings,
      async (server) => {
        const member = named(await server.accounts(), loginName)
        if (member === null) return null
        if (secondFactor) await server.guard(member, { deed: 'reset-second-factor' })
        return (await server.makePasswordLink(member)).token
      },
      async (_, { accounts }) => {
        const member = (await accounts.members()).find((each) => each.loginName === loginName)?.id ?? null
        if (member === null) return null
        if (secondFactor) await accounts.resetSecondFactor(member, null)
        const made = await accounts.makeResetLink(member, null)
        await accounts.note({
          member: null,
          acting: null,
          kind: 'POST /administration/members/:member/reset',
          outcome: made.ok ? 'done' : 'refused',
          code: made.ok ? null : made.refusal.code,
          about: { member, operator: true },
          peer: null,
        })
        return made.ok ? made.value : null
      },
    )
    if (token === null) {
      console.error(both(`没有在用的账号叫 ${loginName}。`, `No active account is called ${loginName}.`))
      return 1
    }
    process.stdout.write(`${words(settings, token)}\n`)
    return 0
  })
}

function named({ accounts }: AccountsView, loginName: string): MemberId | null {
  return accounts.find((each) => each.loginName === loginName && each.state === 'active')?.id ?? null
}

/** What is asked for, or why it makes no sense. */
function wishOf(args: readonly string[]): Wish | string {
  try {
    const options = {
      'second-factor': { type: 'boolean', default: false },
      demonstration: { type: 'boolean', default: false },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [loginName, ...others] = positionals
    if (loginName === undefined || others.length > 0) {
      return both('请给出一个登录名。', 'Name one account by its login name.')
    }
    const settings = settingsFrom(process.env, values.demonstration ? 'demonstration' : null)
    return { loginName, secondFactor: values['second-factor'], settings }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function words({ port, publicOrigin }: Settings, token: string): string {
  const address = `${publicOrigin ?? `http://127.0.0.1:${port}`}/password/${token}`
  const zh = `一天内在浏览器里打开（服务器须在运行），设置新密码：\n${address}`
  return both(zh, 'Open it in a browser within a day, while the server runs, to set a new password.')
}
