/** The front door: requests to sign in and out, each answered in our words and noted; and who sends any other one. */
import type { MemberId } from '@handclasp/domain'
import { type NewAct, NOT_NOTED, type OwnKind } from './acts.ts'
import { type Answer, answerOf } from './answers.ts'
import { AccountsFault } from './database.ts'
import { type Facts, facts } from './guard.ts'
import { BASE, type Library, makeLibrary, sessionCookie, type Setting } from './library.ts'
import { dropResetLinks } from './resetting.ts'
import { tokenIn } from './session-cookie.ts'
import { isToLengthen, readSigned, type Signed, signedOf } from './signed.ts'
import { forgetTries } from './tries.ts'
import type { Ground } from './wiring.ts'

/** The doors: method and path below the base, and how the log of acts calls what comes through. */
const DOORS = {
  'POST /sign-in/username': 'sign-in',
  'POST /two-factor/verify-totp': 'sign-in',
  'POST /two-factor/verify-backup-code': 'sign-in',
  'POST /sign-in/social': 'provider-visit',
  'POST /link-social': 'provider-visit',
  'GET /callback/oidc': 'sign-in',
  'POST /sign-out': 'sign-out',
  'POST /change-password': 'password-change',
  'POST /two-factor/enable': 'second-factor-begin',
  'POST /two-factor/disable': 'second-factor-end',
  'POST /two-factor/generate-backup-codes': 'recovery-codes',
} as const satisfies Readonly<Record<string, OwnKind>>

type Door = keyof typeof DOORS

/** The door that browsers come back by from the outside provider: what they are answered, they show. */
const BACK: Door = 'GET /callback/oidc'

/** Doors that lead to the outside provider, and back. */
const OUTSIDE: readonly Door[] = ['POST /sign-in/social', 'POST /link-social', BACK]

/** Seconds the outside provider may take where nothing else is said. */
const PATIENCE = 10

/** Doors at which the password was right when they opened. */
const PROVING: readonly Door[] = [
  'POST /sign-in/username',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/generate-backup-codes',
]

/** How a member got in, for the log. */
const FACTORS: { readonly [At in Door]?: string } = {
  'POST /sign-in/username': 'password',
  'POST /two-factor/verify-totp': 'code',
  'POST /two-factor/verify-backup-code': 'recovery-code',
  'GET /callback/oidc': 'provider',
}

/** What the front door is made with: all of the setting but the origin, which is known once the server listens. */
export interface Doorway extends Omit<Setting, 'origin'> {
  readonly origin: () => string
}

/** The part of the room that lets members in. */
export function signIn(ground: Ground, doorway: Doorway, note: (act: NewAct) => Promise<unknown>) {
  const { provider } = doorway
  // Apart, for the library asks the provider about itself when it is made, and whoever has a password is not to wait.
  const plain = once(() => makeLibrary(ground, { ...doorway, origin: doorway.origin(), provider: null }))
  let outside: Library | null = null
  const library = async (door: Door, request: Request): Promise<Response> => {
    if (!OUTSIDE.includes(door)) return plain().handler(request)
    outside ??= makeLibrary(ground, { ...doorway, origin: doorway.origin() })
    const answer = await inTime(outside.handler(request), provider?.patience ?? PATIENCE)
    // What has not come by now would never come: the next one asks anew.
    if (answer === null) outside = null
    return answer ?? Response.json({ code: 'PROVIDER_NOT_FOUND' }, { status: 404 })
  }

  return {
    /**
     * Answers a request to sign in or out, noted with the address it comes from; null where it is none. Throws where
     * the world broke, which is noted, too; but whoever comes back from the provider is led to a page that says so.
     */
    handle: async (request: Request, peer: string): Promise<Response | null> => {
      const door = doorOf(request)
      if (door === null || (provider === null && OUTSIDE.includes(door))) return null
      const known: Facts = { member: null, session: null, isInside: false, asked: false, linked: false }
      const asked = withPeer(request, peer)
      try {
        const response = await facts.run(known, () => library(door, asked))
        const answered = await answering(ground, door, response, known)
        if (answered.code === 'provider-unreachable') {
          doorway.report(
            new AccountsFault('provider-unreachable', 'the outside provider does not tell of itself', null),
          )
        }
        await told(ground, door, known, answered.code, peer, note)
        return door === BACK ? ledBack(answered.response, answered.code) : answered.response
      } catch (fault) {
        const isNoted = !(fault instanceof AccountsFault && fault.code === NOT_NOTED)
        // What broke is told whether or not the log takes it.
        if (isNoted) await note(actOf(door, known, 'failed', 'fault', peer)).catch(doorway.report)
        if (door !== BACK) throw fault
        doorway.report(fault)
        return ledBack(null, 'fault')
      }
    },

    /** Notes that a request to sign in or out was not answered, for too many came from its address; no other one. */
    noteTooMany: async (request: Request, peer: string): Promise<void> => {
      const door = doorOf(request)
      if (door === null) return
      const kind = DOORS[door]
      await note({ member: null, acting: null, kind, outcome: 'refused', code: 'too-many', about: {}, peer })
    },

    /**
     * Who sends a request; null where nobody is signed in. A use lengthens the session, at most once a minute; a poll
     * never does. What it gives as cookies is to be passed on.
     */
    who: async (headers: Headers, { poll }: { readonly poll: boolean }): Promise<Signed | null> => {
      const token = tokenIn(headers.get('cookie') ?? '', sessionCookie(doorway.origin()), doorway.secret)
      const row = token === null ? null : await readSigned(ground, token)
      if (!row) return null
      const { absoluteSeconds } = ground.limits
      if (poll || !isToLengthen(row, ground.clock())) return signedOf(row, [], absoluteSeconds)
      const { response, headers: said } = await plain().api.lengthen({ headers, returnHeaders: true })
      return response && signedOf(response, said.getSetCookie(), absoluteSeconds)
    },

    /** What the button for the outside provider is called; null where there is none. */
    providerLabel: (): string | null => provider?.label ?? null,
  }
}

/** What comes within so many seconds; null where it does not. */
async function inTime<Value>(coming: Promise<Value>, seconds: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), seconds * 1000)
  })
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

function doorOf(request: Request): Door | null {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith(`${BASE}/`)) return null
  const door = `${request.method} ${pathname.slice(BASE.length)}`
  return Object.hasOwn(DOORS, door) ? (door as Door) : null
}

/** The request as the library is to see it: the address is the one we know, whatever the headers say. */
function withPeer(request: Request, peer: string): Request {
  const headers = new Headers(request.headers)
  headers.set('x-peer-address', peer)
  return new Request(request, { headers })
}

/** A response in our words, and the code of its refusal. */
interface Answered {
  readonly response: Response
  readonly code: string | null
}

async function answering(ground: Ground, door: Door, response: Response, known: Facts): Promise<Answered> {
  const to = response.headers.get('location')
  if (to !== null && response.status >= 300 && response.status < 400) {
    const code = new URL(to, 'http://here.invalid').searchParams.get('error')
    return { response, code: code === null ? null : `provider-${code.replaceAll(/[^\w-]/g, '').slice(0, 60)}` }
  }
  const said: unknown = await response.json().catch(() => null)
  const path = door.slice(door.indexOf(' ') + 1)
  const answer = answerOf(path, response.status, said, await loginName(ground, door, known))
  const { status, refusal, body } = await withTime(ground, answer, known)
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const line of response.headers.getSetCookie()) headers.append('set-cookie', line)
  return { response: new Response(JSON.stringify(body), { status, headers }), code: refusal?.code ?? null }
}

/** Leads to a page of ours where the answer leads nowhere. */
function ledBack(response: Response | null, code: string | null): Response {
  if (response?.headers.has('location')) return response
  const headers = { location: `/sign-in?error=${code ?? 'fault'}`, 'cache-control': 'no-store' }
  return new Response(null, { status: 302, headers })
}

async function loginName({ sql }: Ground, door: Door, { member }: Facts): Promise<string | null> {
  if (door !== 'POST /two-factor/enable' || member === null) return null
  const row = await sql.selectFrom('member').select('login_name').where('id', '=', member).executeTakeFirst()
  return row?.login_name ?? null
}

/** The library does not say how long a second factor is locked; the row does. */
async function withTime({ sql }: Ground, answer: Answer, { member }: Facts): Promise<Answer> {
  if (answer.refusal?.code !== 'second-factor-locked' || member === null) return answer
  const row = await sql
    .selectFrom('second_factor')
    .select('locked_until')
    .where('member', '=', member)
    .executeTakeFirst()
  const refusal = { ...answer.refusal, until: row?.locked_until ?? null }
  return { ...answer, refusal, body: { refusal } }
}

/** Notes what became of a request, and on the member that they got in. */
async function told(
  ground: Ground,
  door: Door,
  known: Facts,
  code: string | null,
  peer: string,
  note: (act: NewAct) => Promise<unknown>,
): Promise<void> {
  const { member, session, asked, isInside } = known
  if (code === null && member !== null) {
    const hasEntered = session !== null && !asked && !isInside && FACTORS[door] !== undefined
    if (hasEntered) await entered(ground, member)
    if (PROVING.includes(door)) await forgiven(ground, member)
    if (door === 'POST /change-password') await dropResetLinks(ground.sql, member)
  }
  // Going to the provider is nothing yet; what comes back is.
  if (DOORS[door] === 'provider-visit' && code === null) return
  await note(actOf(door, known, code === null ? 'done' : 'refused', code, peer))
}

function actOf(door: Door, known: Facts, outcome: NewAct['outcome'], code: string | null, peer: string): NewAct {
  const { member, session } = known
  const factor = FACTORS[door]
  const about = {
    ...(session === null ? {} : { session }),
    ...(factor === undefined ? {} : { factor }),
  }
  return { member, acting: null, kind: kindOf(door, known), outcome, code, about, peer }
}

function kindOf(door: Door, { asked, linked, isInside }: Facts): OwnKind {
  if (asked) return 'second-factor-asked'
  if (linked) return 'provider-link'
  // Within a session a code confirms the factor that was just begun.
  return isInside && door === 'POST /two-factor/verify-totp' ? 'second-factor-set' : DOORS[door]
}

async function entered({ sql, clock }: Ground, member: MemberId): Promise<void> {
  await sql.updateTable('member').set({ signed_in_at: clock() }).where('id', '=', member).execute()
}

async function forgiven({ sql }: Ground, member: MemberId): Promise<void> {
  const row = await sql.selectFrom('member').select('login_name').where('id', '=', member).executeTakeFirst()
  if (row) await forgetTries(sql, row.login_name)
}
