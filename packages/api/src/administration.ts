/** /administration and /acts: looking after accounts, appointing administrators, and the log of acts. */
import type { ActsFilter } from '@handclasp/accounts'
import { granted, type MemberId, namesOfSide, type Outcome } from '@handclasp/domain'
import type { Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { z } from 'zod'
import { actsQuery, appointmentInput, guardInput, invitationWithdrawnInput } from './accounts-input.ts'
import type { Gate } from './admission.ts'
import type {
  AccountsView,
  ActsVerified,
  ActsView,
  ActView,
  AdministratorsView,
  AppointmentsView,
  GuardInput,
  InvitationMade,
  ResetMade,
} from './contract.ts'
import { invitationView } from './invitations.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { misfitRefusal } from './misfit.ts'
import { answerRefusal } from './problem.ts'

type Accounts = Gate['accounts']

/** The routes of /administration. None of them shows anything of a ledger. */
export function administration({ accounts }: Gate) {
  const answer = async (context: Context) => context.json(await accountsView(accounts))
  return new Hono()
    .get('/members', answer)
    .post('/members/:member', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, guardInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      context.set('about', { deed: body.value.deed })
      const by = context.get('admitted').caller?.member ?? null
      const done = await DEEDS[body.value.deed](accounts, context.req.param('member') as MemberId, by)
      return done.ok ? answer(context) : answerRefusal(context, done.refusal)
    })
    .post('/members/:member/reset', async (context) => {
      const by = context.get('admitted').caller?.member ?? null
      const made = await accounts.makeResetLink(context.req.param('member') as MemberId, by)
      if (!made.ok) return answerRefusal(context, made.refusal)
      const view: ResetMade = { token: made.value }
      return context.json(view, 201)
    })
    .post('/invitations', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, appointmentInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const by = context.get('admitted').caller?.member
      if (!by) return answerRefusal(context, { code: 'sign-in-needed' })
      const { administration: wanted, note } = body.value
      context.set('about', { administration: wanted })
      const made = await accounts.invite({ kind: 'administration', administration: wanted }, by, note)
      if (!made.ok) return answerRefusal(context, made.refusal)
      const { invitation, token } = made.value
      context.set('about', { administration: wanted, invitation: invitation.id })
      const view: InvitationMade = { invitation: invitationView(invitation), token }
      return context.json(view, 201)
    })
    .get('/administrators', async (context) => context.json(await administrators(accounts)))
    .post('/administrators/:member/relieved', async (context) => {
      const member = context.req.param('member') as MemberId
      const held = (await accounts.member(member))?.administration
      if (held) context.set('about', { administration: held })
      const relieved = await accounts.relieve(member)
      if (!relieved.ok) return answerRefusal(context, relieved.refusal)
      return context.json(await administrators(accounts))
    })
    .get('/invitations', async (context) => {
      return context.json(await appointments(accounts))
    })
    .post('/invitations/withdrawn', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, invitationWithdrawnInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { invitation } = body.value
      context.set('about', { invitation })
      const own = await accounts.invitations('administration')
      if (!own.some(({ id }) => id === invitation)) return answerRefusal(context, { code: 'invitation-unknown' })
      const withdrawn = await accounts.withdraw(invitation)
      if (!withdrawn.ok) return answerRefusal(context, withdrawn.refusal)
      return context.json(await appointments(accounts))
    })
}

type Deed = (accounts: Accounts, member: MemberId, by: MemberId | null) => Promise<Outcome<unknown>>

const DEEDS: { readonly [Done in GuardInput['deed']]: Deed } = {
  lock: (accounts, member, by) => accounts.lock(member, by),
  unlock: (accounts, member) => accounts.unlock(member),
  'end-sessions': async (accounts, member, by) => granted(await accounts.endSessions(member, null, by)),
  'reset-second-factor': (accounts, member, by) => accounts.resetSecondFactor(member, by),
  part: (accounts, member, by) => accounts.part(member, by),
}

async function accountsView(accounts: Accounts): Promise<AccountsView> {
  const all = await accounts.members()
  return {
    accounts: all.map(({ id, loginName, name, state, administration: held, ...other }) => {
      const { hasSecondFactor: secondFactor, signedIn: lastSignIn, sessions, nameLocked } = other
      return { id, loginName, name, state, administration: held, secondFactor, lastSignIn, sessions, nameLocked }
    }),
  }
}

async function administrators(accounts: Accounts): Promise<AdministratorsView> {
  return (await accounts.members()).flatMap(({ id, loginName, name, state, administration: held }) =>
    held === null ? [] : [{ id, loginName, name, administration: held, isLocked: state === 'locked' }],
  )
}

async function appointments(accounts: Accounts): Promise<AppointmentsView> {
  const all = await accounts.invitations('administration')
  return all.filter(({ state }) => state === 'open').map(invitationView)
}

/**
 * The routes of /acts. Beside the ids of cooperations and sides it tells what they are called: that is the register of
 * whom this installation writes for, which it keeps to serve them, and nothing that a side keeps or tells another.
 */
export function acts(ledger: Ledger, { accounts }: Gate) {
  return new Hono()
    .get('/', async (context) => {
      const query = actsQuery.safeParse(context.req.query())
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const { limit, after: before } = query.data
      const wanted = { ...filterOf(query.data), ...(before === undefined ? {} : { after: before }) }
      const found = await accounts.acts({ ...wanted, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const after = found.length > limit ? (shown.at(-1)?.number ?? null) : null
      const names = await namesIn(accounts, await registerOf(ledger), shown)
      const view: ActsView = { acts: shown.map(actView), names, after, kinds: await accounts.actKinds() }
      return context.json(view)
    })
    .get('/verified', async (context) => {
      const view: ActsVerified = await accounts.verifyActs()
      return context.json(view)
    })
    .get('/export', async (context) => {
      const query = actsQuery.safeParse(context.req.query())
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const { member, kind, outcome, from, to: until } = query.data
      // Who handed out what of the log: by what it was narrowed.
      context.set('about', given({ member, kind, outcome, from, until }))
      const register = await registerOf(ledger)
      context.header('content-type', 'text/csv; charset=utf-8')
      context.header('content-disposition', 'attachment; filename="acts.csv"')
      return stream(context, async (out) => {
        // The mark lets spreadsheets know the encoding.
        await out.write(`\ufeff${COLUMNS.join(',')}\r\n`)
        for await (const act of accounts.exportActs(filterOf(query.data))) {
          await out.write(`${lineOf(act, register)}\r\n`)
        }
      })
    })
}

/** Which acts an address asks for. Days are those of where the cooperations are; the last one counts whole. */
function filterOf({ member, kind, outcome, from, to }: z.infer<typeof actsQuery>): ActsFilter {
  return given({ member, kind, outcome, from: from && beginningOf(from, 0), to: to && beginningOf(to, 1) })
}

/** What was given of some things. */
function given<Thing extends object>(some: Thing): { [Name in keyof Thing]?: Exclude<Thing[Name], undefined> } {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as never
}

/** What cooperations and sides are called, by their ids. */
type Register = ReadonlyMap<string, string>

async function registerOf(ledger: Ledger): Promise<Register> {
  const all = await ledger.registered()
  return new Map(
    all.flatMap(({ id, opening: { name, sides } }): (readonly [string, string])[] => [
      [id, name],
      ...sides.map((side) => [side.id, namesOfSide(side).join('、')] as const),
    ]),
  )
}

type Act = Awaited<ReturnType<Accounts['acts']>>[number]

const COLUMNS = [
  'number',
  'at',
  'member',
  'name',
  'kind',
  'cooperation',
  'cooperationName',
  'side',
  'sideName',
  'role',
  'outcome',
  'code',
  'about',
  'from',
  'previous',
  'hash',
] as const

function actView({ number, at, member, name, kind, acting, outcome, code, about, peer }: Act): ActView {
  const { cooperation = null, side = null, role = null } = acting ?? {}
  return { number, at, member, name, kind, cooperation, side, role, outcome, code, about, from: peer }
}

/** The members whom acts were about, and the cooperations and sides that they name, by what these are called. */
async function namesIn(accounts: Accounts, register: Register, shown: readonly Act[]): Promise<ActsView['names']> {
  const ids = shown.flatMap(({ about: { member, by, to } }) => [member, by, to])
  const names = await accounts.names(ids.filter((id) => typeof id === 'string') as MemberId[])
  const places = shown.flatMap(({ acting, about: { id, side } }) => [acting?.cooperation, acting?.side, id, side])
  const called = places.flatMap((id): (readonly [string, string])[] => {
    if (typeof id !== 'string') return []
    const name = register.get(id)
    return name === undefined ? [] : [[id, name]]
  })
  return Object.fromEntries([...names, ...called])
}

function lineOf(act: Act, register: Register): string {
  const { about, previous, hash } = act
  const shown = actView(act)
  const cooperationName = register.get(shown.cooperation ?? '') ?? null
  const sideName = register.get(shown.side ?? '') ?? null
  const row = { ...shown, cooperationName, sideName, about: JSON.stringify(about), previous, hash }
  return COLUMNS.map((column) => cell(row[column])).join(',')
}

/** A cell of a table as text; what a spreadsheet would take for a formula is not one. */
function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** When a civil day begins where the cooperations are, or one so many days later, in UTC. */
function beginningOf(day: string, later: number): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000).toISOString()
}
