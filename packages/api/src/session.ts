/** /session: who is signed in, the first member of all, and what a member does to their own account. */
import type { Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { type Admitted, callerOf, DEMONSTRATION_COOKIE, type Gate } from './admission.ts'
import type { Caller } from './caller.ts'
import { type Entering, takeOver } from './entering.ts'
import type { DutyView, MemberView, OwnSessionsView, SessionView } from './contract.ts'
import { demonstrationInput, nameInput, sessionEndedInput, setupInput } from './accounts-input.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /session. */
export function session(ledger: Ledger, gate: Gate, { host }: Entering) {
  const { accounts, demonstration } = gate
  return new Hono()
    .get('/', async (context) => context.json(await sessionView(gate, context.get('admitted'))))
    .post('/setup', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, setupInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const made = await accounts.setUp(body.value)
      if (!made.ok) return answerRefusal(context, made.refusal)
      await takeOver(ledger, accounts)
      return signedIn(gate, context, body.value)
    })
    .post('/demonstration', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, demonstrationInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { member } = body.value
      context.set('about', { member })
      const known = demonstration?.includes(member) ? await accounts.member(member) : null
      if (!known) return answerRefusal(context, { code: 'member-unknown', member })
      setCookie(context, DEMONSTRATION_COOKIE, member, { httpOnly: true, sameSite: 'Strict', path: '/' })
      const [duties, authors] = [await accounts.dutiesOf(member), await accounts.colleaguesOf(member)]
      const caller = callerOf({ member: known, duties, authors })
      await host(caller)
      return context.json(await sessionView(gate, { ...context.get('admitted'), caller }))
    })
    .get('/all', async (context) => context.json(await ownSessions(gate, context.get('admitted'))))
    .post('/ended', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sessionEndedInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { caller, session: current } = context.get('admitted')
      if (!caller?.member || !current) return answerRefusal(context, { code: 'session-unknown' })
      context.set('about', body.value.session === null ? { others: true } : { session: body.value.session })
      if (body.value.session === null) await accounts.endSessions(caller.member, current.id, null)
      else {
        const ended = await accounts.endSession(caller.member, body.value.session)
        if (!ended.ok) return answerRefusal(context, ended.refusal)
      }
      return context.json(await ownSessions(gate, context.get('admitted')))
    })
    .post('/unlinked', async (context) => {
      const { caller } = context.get('admitted')
      if (caller?.member) await accounts.unlinkProvider(caller.member)
      return context.json(await ownSessions(gate, context.get('admitted')))
    })
    .post('/name', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, nameInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const admitted = context.get('admitted')
      const { caller } = admitted
      if (!caller?.member) return answerRefusal(context, { code: 'sign-in-needed' })
      context.set('about', { name: body.value.name })
      const renamed = await accounts.rename(caller.member, body.value.name)
      if (!renamed.ok) return answerRefusal(context, renamed.refusal)
      const { name } = renamed.value
      return context.json(await sessionView(gate, { ...admitted, caller: { ...caller, name } }))
    })
    .post('/resigned', (context) => resigned(gate, context))
}

/** Gives up what one administers. Refuses the last one of the system. */
async function resigned(gate: Gate, context: Context): Promise<Response> {
  const admitted = context.get('admitted')
  const { caller } = admitted
  if (!caller?.member) return answerRefusal(context, { code: 'sign-in-needed' })
  context.set('about', { administration: caller.administration })
  const relieved = await gate.accounts.relieve(caller.member)
  if (!relieved.ok) return answerRefusal(context, relieved.refusal)
  return context.json(await sessionView(gate, { ...admitted, caller: { ...caller, administration: null } }))
}

/** Signs somebody in who has an account just now, as if they had typed it, and answers their session. */
export async function signedIn(
  gate: Gate,
  context: Context,
  { loginName, password }: { readonly loginName: string; readonly password: string },
): Promise<Response> {
  const { accounts, peerOf } = gate
  const headers = new Headers(context.req.raw.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  headers.delete('cookie')
  const request = new Request(new URL('/api/auth/sign-in/username', context.req.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: loginName, password }),
  })
  const answer = await accounts.handle(request, peerOf(context) ?? '')
  const cookies = answer?.headers.getSetCookie() ?? []
  for (const line of cookies) context.header('set-cookie', line, { append: true })
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const signed = await accounts.who(new Headers({ cookie }), { poll: true })
  // Whoever has a second factor is asked for it next: what was asked for here is done all the same.
  if (!signed) return context.json(await sessionView(gate, { ...context.get('admitted'), caller: null }))
  const { session: id, expires, ends, hasSecondFactor } = signed
  const caller = callerOf(signed)
  const admitted = { ...context.get('admitted'), caller, session: { id, expires, ends, hasSecondFactor } }
  context.set('admitted', admitted)
  return context.json(await sessionView(gate, admitted))
}

/** A `SessionView`. */
export async function sessionView({ accounts, demonstration }: Gate, admitted: Admitted): Promise<SessionView> {
  const { caller, session: current } = admitted
  const isThere = caller !== null && caller.member !== null
  const others: MemberView[] = []
  for (const id of demonstration ?? []) {
    const member = await accounts.member(id)
    if (member) others.push({ id, loginName: member.loginName, name: member.name })
  }
  return {
    state: isThere ? 'signed-in' : (await accounts.isSetUp()) ? 'signed-out' : 'set-up',
    member: isThere
      ? {
          id: caller.member,
          loginName: caller.loginName,
          name: caller.name,
          author: caller.author,
          secondFactor: current?.hasSecondFactor ?? false,
          administration: caller.administration,
          isFounder: caller.isFounder,
          duties: dutyViews(caller),
        }
      : null,
    expires: current?.expires ?? null,
    ends: current?.ends ?? null,
    provider: accounts.providerLabel(),
    demonstration: demonstration ? others : null,
  }
}

/** What somebody does, side by side with all roles on each. */
function dutyViews({ duties }: Caller): readonly DutyView[] {
  const views = new Map<string, DutyView>()
  for (const { cooperation, side, role, organisation } of duties) {
    const before = views.get(side)
    const roles = [...(before?.roles ?? []), role]
    views.set(side, { cooperation, side, roles, organisation: before?.organisation ?? organisation })
  }
  return [...views.values()]
}

async function ownSessions({ accounts }: Gate, { caller, session: current }: Admitted): Promise<OwnSessionsView> {
  if (!caller?.member) return { isLinked: false, sessions: [] }
  const profile = await accounts.profile(caller.member)
  const sessions = await accounts.sessionsOf(caller.member, current?.id ?? null)
  return { isLinked: profile?.isLinked ?? false, sessions }
}
