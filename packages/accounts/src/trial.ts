/** For tests: the room opened in an empty database, a clock that can be moved, and browsers that keep cookies. */
import { createHmac, randomBytes } from 'node:crypto'
import { type CooperationId, minting, type SideId } from '@handclasp/domain'
import { type Accounts, openAccounts, type Wiring } from './accounts.ts'
import type { Sql } from './database.ts'
import type { Place } from './duties.ts'
import { empty } from './engines.ts'
import type { Invited } from './invitations.ts'
import type { Member, NewMember } from './members.ts'

/** Where the room is tried at. */
export const ORIGIN = 'http://127.0.0.1:4000'
/** A password that will do. */
export const PASSWORD = 'correct horse battery'
/** Whoever asks, asks from here. */
export const PEER = '10.0.0.7'

/** The room in an emptied database, on this machine's clock, which tests move by setting `Date`. */
export async function openTrial(sql: Sql, changed: Partial<Wiring> = {}): Promise<Accounts> {
  await empty(sql)
  return reopen(sql, changed)
}

/** The room opened again in a database as it is. */
export function reopen(sql: Sql, changed: Partial<Wiring> = {}): Promise<Accounts> {
  return openAccounts({
    sql,
    clock: () => new Date().toISOString(),
    random: randomBytes,
    mint: minting(Date.now, randomBytes),
    secret: 'a secret of thirty-two characters or more',
    origin: () => ORIGIN,
    limits: { idleSeconds: 30 * 60, absoluteSeconds: 12 * 3600 },
    provider: null,
    report: (fault) => {
      throw fault instanceof Error ? fault : new Error(String(fault))
    },
    ...changed,
  })
}

/** What somebody gives who gets an account. */
export function given(loginName: string): NewMember {
  return { loginName, name: loginName.toUpperCase(), password: PASSWORD }
}

/** The first member of a room. */
export async function first(accounts: Accounts, loginName = 'wang.wei'): Promise<Member> {
  const made = await accounts.setUp({ code: accounts.setupCode() ?? '', ...given(loginName) })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

/** What a browser is answered. */
export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly location: string | null
  readonly cookies: readonly string[]
}

/** A browser in front of a room. */
export class Browser {
  readonly #accounts: Accounts
  readonly jar = new Map<string, string>()

  constructor(accounts: Accounts) {
    this.#accounts = accounts
  }

  /** Sends a request as a page of ours would. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const request = new Request(`${ORIGIN}/api/auth${path}`, {
      method,
      headers: { origin: ORIGIN, cookie: this.cookie(), ...(body ? JSON_TYPE : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const response = await this.#accounts.handle(request, PEER)
    if (!response) return { status: 404, body: null, location: null, cookies: [] }
    const cookies = response.headers.getSetCookie()
    this.keep(cookies)
    const text = await response.text()
    return {
      status: response.status,
      body: text === '' ? null : JSON.parse(text),
      location: response.headers.get('location'),
      cookies,
    }
  }

  /** Posts as a page of ours would. */
  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('POST', path, body, headers)
  }

  /** Signs in by name and password. */
  signIn(loginName: string, password = PASSWORD): Promise<Answered> {
    return this.post('/sign-in/username', { username: loginName, password })
  }

  /** Who this browser is signed in as; keeps the cookies that come with it. */
  async who(poll = false) {
    const signed = await this.#accounts.who(new Headers({ cookie: this.cookie() }), { poll })
    this.keep(signed?.cookies ?? [])
    return signed
  }

  /** The cookies as a browser sends them. */
  cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Keeps cookies, and drops those that are taken back. */
  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      if (/max-age=0\b/i.test(line)) this.jar.delete(name)
      else this.jar.set(name, value)
    }
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of an authenticator (RFC 6238: HMAC-SHA-1, six digits, 30 s) for a key in base 32. */
export function codeAt(key: string, milliseconds = Date.now()): string {
  const bits = Array.from(key, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Has a member be the office of a side, beside what they do there. */
export async function makeOffice(accounts: Accounts, { id }: Pick<Member, 'id'>, place: Place) {
  const held = (await accounts.dutiesOf(id)).filter(({ side }) => side === place.side).map(({ role }) => role)
  const roles = [...held, 'office' as const]
  return accounts.setRoles({ ...place, member: id, roles, organisation: null, by: id })
}

/** A further member, invited to act for a side, or to an administration. */
export async function join(
  accounts: Accounts,
  by: Member,
  loginName: string,
  to: Invited = { kind: 'side', ...EAST, roles: [], organisation: null },
): Promise<Member> {
  const invited = await accounts.invite(to, by.id)
  if (!invited.ok) throw new Error(invited.refusal.code)
  const made = await accounts.accept(invited.value.token, given(loginName))
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

const COOPERATION = 'coo_A' as CooperationId
/** Two sides of one cooperation. */
export const EAST: Place = { cooperation: COOPERATION, side: 'sid_EAST' as SideId }
export const WEST: Place = { cooperation: COOPERATION, side: 'sid_WEST' as SideId }
