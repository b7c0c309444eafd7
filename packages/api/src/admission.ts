/** Admission: who calls, whether they may take the route they ask for, and the note of it in the log of acts. */
import { timingSafeEqual } from 'node:crypto'
import type { Accounts, Act, NewAct, Signed } from '@handclasp/accounts'
import type { AuthorId, Instant, MemberId, Role } from '@handclasp/domain'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Caller, mayTake } from './caller.ts'
import type { Problem } from './contract.ts'
import { networkOf, pacing, type Slow } from './pace.ts'
import { answerRefusal } from './problem.ts'
import { ROUTES, type RouteRight } from './routes.ts'

/** What stands beside a request from its admission on. */
export interface Admitted {
  readonly caller: Caller | null
  readonly right: RouteRight
  /** The route as `ROUTES` names it. */
  readonly route: string
  readonly session: SessionOf | null
}

/** How long a session lasts that a request came by. */
export interface SessionOf {
  readonly id: string
  readonly expires: Instant
  readonly ends: Instant
  readonly hasSecondFactor: boolean
}

/** As whom something was done, for the log. */
export type ActingFor = Exclude<NewAct['acting'], null>

declare module 'hono' {
  interface ContextVariableMap {
    admitted: Admitted
    acting: ActingFor
    /** What the log says it was about, beside what the path names: ids and short words, nothing of a ledger. */
    about: NewAct['about']
  }
}

/** What admission is wired with. */
export interface Gate {
  readonly accounts: Accounts
  /** The members of the demonstration, the first of them unless told; null elsewhere. */
  readonly demonstration: readonly MemberId[] | null
  /** What whoever lets another side in does for it, until it has members of its own. */
  readonly lettingIn: readonly Role[]
  /** What the command line of this machine shows that it may read the data folder. */
  readonly key: string
  /** `https://…` under which browsers elsewhere know this server; null where it is known on this machine alone. */
  readonly publicOrigin: string | null
  /** The address a request came from; null where it came over no wire. */
  readonly peerOf: (context: Context) => string | null
}

/** The cookie by which somebody goes on as one of the members of the demonstration. */
export const DEMONSTRATION_COOKIE = 'handclasp.demonstration'

/** Refuses whoever may not take a route, lets all others on, and notes what was written and what was refused. */
export function admission(gate: Gate, report: (fault: unknown) => void): MiddlewareHandler {
  const uploads = pacing(UPLOADS, Date.now)
  const entries = pacing(ENTRIES, Date.now)
  const paced = (route: string, who: string, isNobody: boolean): Slow | null => {
    const isKnocking = ENTERING.has(route) || (isNobody && !route.startsWith('GET '))
    const pace = UPLOADING.has(route) ? uploads : isKnocking ? entries : null
    return pace?.take(who) ?? null
  }
  return async (context, next) => {
    const route = routeOf(context.req.method, context.req.path)
    const row = route === null ? undefined : ROUTES[route]
    if (route === null || !row) return answerRefusal(context, { code: 'not-found', detail: context.req.path })
    const isDraft = row.drafted !== undefined && context.req.query('draft') === '1'
    const right = isDraft ? (row.drafted ?? row.right) : row.right
    const found = await calling(gate, context)
    const caller = found?.caller ?? null
    context.set('admitted', { caller, right, route, session: found?.session ?? null })
    if (isDraft) context.set('about', { drafted: true })
    const note = () =>
      noted(gate, context, route, caller).catch((fault: unknown) => {
        // Where something was done, whoever asked is told that it was not noted; else what they were told stands.
        if (context.res.status < 400) throw fault
        report(fault)
      })
    // What nobody sends who is signed in is counted before it is refused. That it is too much is noted once in a while.
    const slow = paced(route, caller?.member ?? networkOf(gate.peerOf(context) ?? ''), caller === null)
    if (slow) {
      context.res = answerRefusal(context, { code: 'too-many', seconds: slow.seconds })
      if (slow.isFirst) await note()
      return undefined
    }
    const refusal = objection(caller, right)
    if (refusal) context.res = answerRefusal(context, refusal)
    else await next()
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store')
    for (const line of found?.cookies ?? []) context.header('set-cookie', line, { append: true })
    await note()
    return undefined
  }
}

/** Uploads of one member, and tries of codes and tokens from one address. */
const UPLOADS = { most: 600, seconds: 600 }
const ENTRIES = { most: 30, seconds: 300 }
const UPLOADING: ReadonlySet<string> = new Set(['POST /sources', 'PUT /files/:file'])
const ENTERING: ReadonlySet<string> = new Set([
  'POST /session/setup',
  'GET /invitations/:token',
  'POST /invitations/:token/accepted',
  'GET /passwords/:token',
  'POST /passwords/:token',
])

function objection(caller: Caller | null, right: RouteRight): Problem['refusal'] | null {
  if (mayTake(caller, right)) return null
  return caller ? { code: 'not-permitted', right } : { code: 'sign-in-needed' }
}

/**
 * Refuses whoever tries to sign in too often from one address, and notes it once in a while: by a password or code, or
 * on the way back from the outside provider, which needs no session and ends on a page of ours.
 */
export function signInPace({ accounts, peerOf }: Pick<Gate, 'accounts' | 'peerOf'>): MiddlewareHandler {
  const pace = pacing(SIGN_INS, Date.now)
  return async (context, next) => {
    const peer = peerOf(context) ?? ''
    const slow = pace.take(networkOf(peer))
    if (slow?.isFirst) await accounts.noteTooMany(context.req.raw, peer)
    if (slow && context.req.method === 'GET') return context.redirect('/sign-in?error=too-many')
    if (slow) return answerRefusal(context, { code: 'too-many', seconds: slow.seconds })
    await next()
    return undefined
  }
}

/** Of a whole office behind one address; names are locked one by one before that. */
const SIGN_INS = { most: 60, seconds: 120 }

interface Found {
  readonly caller: Caller
  readonly session: SessionOf | null
  readonly cookies: readonly string[]
}

async function calling(gate: Gate, context: Context): Promise<Found | null> {
  const { accounts, demonstration, key } = gate
  if (isSame(context.req.header('authorization') ?? '', `Bearer ${key}`)) {
    return { caller: OPERATOR, session: null, cookies: [] }
  }
  if (demonstration) {
    const asked = getCookie(context, DEMONSTRATION_COOKIE)
    const id = demonstration.find((each) => each === asked) ?? demonstration[0]
    const member = id === undefined ? null : await accounts.member(id)
    if (!member) return null
    const [duties, authors] = [await accounts.dutiesOf(member.id), await accounts.colleaguesOf(member.id)]
    return { caller: callerOf({ member, duties, authors }), session: null, cookies: [] }
  }
  const poll = context.req.query('poll') === '1'
  const signed = await accounts.who(context.req.raw.headers, { poll })
  if (!signed) return null
  const { member, duties, authors, session: id, expires, ends, hasSecondFactor, cookies } = signed
  const caller = callerOf({ member, duties, authors })
  return { caller, session: { id, expires, ends, hasSecondFactor }, cookies }
}

/** Are two texts the same? How long it takes tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A member as whoever calls. */
export function callerOf({ member, duties, authors }: Pick<Signed, 'member' | 'duties' | 'authors'>): Caller {
  const { id, loginName, author, name, administration } = member
  return { member: id, loginName, author, name, administration, duties, authors, isFounder: author === FIRST }
}

/** The author whose entries the first member takes over. */
export const FIRST = 'local' as AuthorId

/** Whoever reads the data folder of this installation: keeps it going, and takes pages in. */
export const OPERATOR: Caller = {
  member: null,
  loginName: '',
  author: FIRST,
  name: '',
  administration: 'system',
  duties: [],
  authors: [FIRST],
  isFounder: true,
}

/** Notes whatever was written or refused; what was only read is no act. */
async function noted({ accounts, peerOf }: Gate, context: Context, route: string, caller: Caller | null) {
  const { status } = context.res
  const isReading = context.req.method === 'GET' || context.req.method === 'HEAD'
  if (isReading && status !== 403 && status !== 429 && route !== 'GET /acts/export') return
  // Said by the session that has just begun, where one has.
  const by = context.get('admitted').caller ?? caller
  const outcome: Act['outcome'] = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed'
  const code = outcome === 'done' ? null : await codeIn(context.res)
  await accounts.note({
    member: by?.member ?? null,
    acting: context.get('acting') ?? null,
    kind: route,
    outcome,
    code,
    about: {
      ...pathOf(context, route),
      ...(caller?.member === null ? { operator: true } : {}),
      ...context.get('about'),
    },
    peer: peerOf(context),
  })
}

/** What a path names: hashes and ids, but no token. */
function pathOf({ req }: Context, route: string): NewAct['about'] {
  const names = route.split(' ')[1]?.split('/') ?? []
  const parts = req.path.replace(/^\/api/, '').split('/')
  const named = names.flatMap((name, index) => (name.startsWith(':') ? [[name.slice(1), parts[index] ?? '']] : []))
  return Object.fromEntries(named.filter(([name]) => name !== 'token')) as NewAct['about']
}

async function codeIn(response: Response): Promise<string> {
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const { refusal } = (said ?? {}) as Partial<Problem>
  return refusal?.code ?? String(response.status)
}

/** The row of a request: methods and paths are compared part by part; what is named in full wins over what is not. */
export function routeOf(method: string, path: string): string | null {
  const parts = path.replace(/^\/api\//, '').split('/')
  const asked = method === 'HEAD' ? 'GET' : method
  const fitting = PATTERNS.filter(
    (row) =>
      row.method === asked &&
      row.parts.length === parts.length &&
      row.parts.every((part, index) => part.startsWith(':') || part === parts[index]),
  )
  const whole = (row: (typeof PATTERNS)[number]) => row.parts.filter((part) => !part.startsWith(':')).length
  return fitting.toSorted((one, other) => whole(other) - whole(one))[0]?.route ?? null
}

const PATTERNS = Object.keys(ROUTES).map((route) => {
  const [method = '', path = ''] = route.split(' ')
  return { route, method, parts: path.slice(1).split('/') }
})
