/** Who asks, and for which side: what the ledger is asked and told by, and as what the log of acts names it. */
import {
  type AuthorId,
  type CooperationId,
  granted,
  isSharing,
  type Command,
  type Mint,
  type Outcome,
  refused,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import type { Asker, KnownCooperation, Ledger, Moment, Poster, WideAsker } from '@handclasp/ledger'
import type { Context } from 'hono'
import type { Gate } from './admission.ts'
import { type Caller, isSideRight, roleOn, sidesWith } from './caller.ts'
import type { DraftWritten } from './contract.ts'
import { sourceHash } from './input.ts'
import { rolesWith, type SideRight } from './rights.ts'

/** Whoever asks: admission lets nobody else come so far. */
export function callerOf(context: Context): Caller {
  const { caller } = context.get('admitted')
  if (!caller) throw new TypeError(`nobody was admitted to ${context.req.path}`)
  return caller
}

/** The right within a side that a route takes; seeing, where it takes a wider one. */
function rightOf(context: Context): SideRight {
  const { right } = context.get('admitted')
  return isSideRight(right) ? right : 'see'
}

/** Who asks for a side; for what all sides see alone, where it is not told for which. */
export function askerOf(context: Context, cooperation: CooperationId, side: SideId | null = null): Asker {
  return { cooperation, side, authors: callerOf(context).authors }
}

/** Who asks over all cooperations: of each for one side that they see, that which opened it here where they do. */
export async function wideAskerOf(context: Context, ledger: Ledger): Promise<WideAsker> {
  const caller = callerOf(context)
  const { authors } = caller
  const own = sidesWith(caller, 'see')
  const hosted = (await ledger.hosted()).filter(({ side }) => own.some((each) => each.side === side))
  const isFirst = (each: (typeof hosted)[number], index: number) => {
    const alike = hosted.filter(({ cooperation }) => cooperation === each.cooperation)
    return each.isOpener || (!alike.some(({ isOpener }) => isOpener) && hosted.indexOf(alike[0] ?? each) === index)
  }
  return { sides: hosted.filter(isFirst).map(({ cooperation, side }) => ({ cooperation, side })), authors }
}

/** A page, and the authors by whom it is worked on: one of them holds it. */
export interface WorkedPage {
  readonly hash: SourceHash
  readonly authors: readonly AuthorId[]
}

/**
 * The authors whose pages somebody works on by a right: they themselves, and whoever works or worked on a side where
 * they have it. Of what they see by other roles on other sides they change nothing.
 */
export async function authorsFor(
  context: Context,
  { accounts }: Gate,
  right: 'keep' | 'erase',
): Promise<readonly AuthorId[]> {
  const { member, authors } = callerOf(context)
  return member === null ? authors : accounts.colleaguesOf(member, rolesWith(right))
}

/**
 * The page of the path, as one that somebody works on by a right. Refuses with `not-permitted` where they see it by
 * another right, or on another side; with `source-unknown` where they do not see it.
 */
export async function workedPage(
  context: Context,
  ledger: Ledger,
  gate: Gate,
  right: 'keep' | 'erase',
): Promise<Outcome<WorkedPage>> {
  const named = context.req.param('hash') ?? ''
  const parsed = sourceHash.safeParse(named)
  if (!parsed.success) return refused({ code: 'source-unknown', source: named })
  const hash = parsed.data as SourceHash
  const isHeld = (authors: readonly AuthorId[]) =>
    ledger.across({ sides: [], authors }, async (moment) => (await moment.citedSource(hash)) !== null)
  const authors = await authorsFor(context, gate, right)
  if (await isHeld(authors)) return granted({ hash, authors })
  const isSeen = await isHeld(callerOf(context).authors)
  return refused(isSeen ? { code: 'not-permitted', right } : { code: 'source-unknown', source: named })
}

/**
 * A cooperation by its id, as one that the caller acts in: `own` is their side, the one that opened it here where they
 * act for several. Null where there is none, or they do nothing there.
 */
export async function knownTo(context: Context, ledger: Ledger, id: CooperationId): Promise<KnownCooperation | null> {
  const caller = callerOf(context)
  const all = caller.duties.flatMap((duty) => (duty.cooperation === id ? [duty.side] : []))
  if (all.length === 0) return null
  // Of several sides those with the right that the route takes, where there is one.
  const able = sidesWith(caller, rightOf(context), id).map(({ side }) => side)
  const sides = able.length > 0 ? able : all
  const known = await ledger.for(askerOf(context, id), (moment) => moment.cooperation(id))
  return known && { ...known, own: sides.includes(known.own) ? known.own : (sides[0] ?? known.own) }
}

/** Asks what all sides of a cooperation see; null where whoever asks does nothing in such a one. */
export function askingOfAll<Answer>(
  context: Context,
  ledger: Ledger,
  id: CooperationId,
  ask: (moment: Moment) => Promise<Answer>,
): Promise<Answer | null> {
  if (sidesWith(callerOf(context), rightOf(context), id).length === 0) return Promise.resolve(null)
  return ledger.for(askerOf(context, id), ask)
}

/**
 * The side that is asked for: the caller's own unless told. Refuses one that others keep, and one for which the caller
 * has no role with the right that the route takes.
 */
export function sideFor(context: Context, known: KnownCooperation, told: SideId | null | undefined): Outcome<SideId> {
  const side = told ?? known.own
  if (!known.hosted.includes(side)) return refused({ code: 'side-not-in-cooperation', side })
  const right = rightOf(context)
  const role = roleOn(callerOf(context), right, known.id, side)
  if (role === null) return refused({ code: 'not-permitted', right })
  context.set('acting', { cooperation: known.id, side, role })
  return granted(side)
}

/** Who writes for a side, in the role that lets them. Refuses like `sideFor`. */
export function actorFor(context: Context, known: KnownCooperation, told: SideId | null | undefined): Outcome<Poster> {
  const side = sideFor(context, known, told)
  if (!side.ok) return side
  const { author, authors } = callerOf(context)
  const { role } = context.get('acting')
  return granted({ author, authors, cooperation: known.id, side: side.value, ...(role === null ? {} : { role }) })
}

/** What became of telling the other sides something: it was sent, or written down to be checked. */
export type Told = { readonly kind: 'sent' } | { readonly kind: 'drafted'; readonly written: DraftWritten }

/**
 * Sends what commands say, by one person alone; or, where the address asks for that, writes it down as drafts for
 * somebody to check, one for each command.
 */
export async function tell(
  context: Context,
  ledger: Ledger,
  mint: Mint,
  actor: Poster,
  commands: readonly Command[],
): Promise<Outcome<Told>> {
  if (context.get('admitted').right !== 'draft') {
    const posted = await ledger.post(actor, ...commands, { kind: 'send-alone', by: actor.author })
    return posted.ok ? granted({ kind: 'sent' }) : posted
  }
  const writing = commands.filter(isSharing).map((command) => {
    return { kind: 'write-draft', id: mint('draft'), replaces: null, command, note: null } as const
  })
  const [first] = writing
  if (!first) throw new TypeError('nothing was said that could be drafted')
  const posted = await ledger.post(actor, ...writing)
  if (!posted.ok) return posted
  return granted({ kind: 'drafted', written: { draft: first.id, drafts: writing.map(({ id }) => id) } })
}
