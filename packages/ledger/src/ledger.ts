/** The ledger of an installation: opens its database, posts commands, answers what stands there. */
import {
  type Actor,
  type AuthorId,
  canonical,
  type Command,
  commitmentsIn,
  type Composition,
  type CommitmentId,
  type CooperationId,
  type Draft,
  type FileHash,
  granted,
  growth,
  type Head,
  type Instant,
  isAboutSides,
  isOfDrafts,
  type Json,
  type Opening,
  type Outcome,
  type Refusal,
  refused,
  type SharingCommand,
  type SideId,
  silent,
  type StoredEntry,
} from '@handclasp/domain'
import { sql as sqlText, type Transaction } from 'kysely'
import {
  headOf,
  seal,
  sealAll,
  type Sealing,
  sharedHeads,
  type SharedHeads,
  store,
  takeAndAsk,
  takeChains,
  type Writer,
} from './chain.ts'
import { type Database, DatabaseFault, MARK, type Queries, type Tables } from './database.ts'
import { migrate } from './migrations.ts'
import { asAsker, type Asker, tryRole, type WideAsker } from './asker.ts'
import { broken } from './broken.ts'
import { compose, openingNow, saidOfSides } from './composing.ts'
import { erase, erasedIn, erasedOf, objectionToErasing } from './erasing.ts'
import { erasePage, type PageErasing, type PageErasure } from './erasing-pages.ts'
import { files, filesIn, objectionToAttaching, release } from './files.ts'
import type { FileStore } from './file-store.ts'
import { makeFindable, type Telling } from './findables-anew.ts'
import { type Moment, momentIn, type WideMoment, wideMomentIn } from './moment.ts'
import { goneFrom, project, standing } from './projection.ts'
import { hostings } from './records.ts'
import { noRows, writeRows } from './rows.ts'
import { saidOn, settleBy, settleFormer, spoken, spokenOn } from './settling.ts'
import { onesAt, onesOf, type Spoken, togetherWith } from './uniting.ts'
import { viewsKeeping } from './saved-views.ts'
import { sameIn, withTold } from './sending.ts'
import { objectionToQuoting, sources } from './sources.ts'
import { verifications } from './verifications.ts'
import { turns } from './turns.ts'

/** Where an accepted entry stands. */
export interface Posted {
  readonly kind: string
  readonly seq: number
  readonly hash: string
  readonly written: Instant
}

/** Who posts, and those who work with them: findings of their pages are judged, of no others. */
export interface Poster extends Actor {
  readonly authors?: readonly AuthorId[]
}

/** Whether a ledger is made where there is none. */
export type LedgerWanted = 'any' | 'existing'

/** An open ledger. */
export type Ledger = Awaited<ReturnType<typeof openLedger>>

/**
 * Opens the ledger in a database, its files beside it: migrates it, and writes the installation's first home entry
 * where there is none. Throws a `DatabaseFault` `key-missing` when the database belongs to an installation whose key is
 * not the one given, and `ledger-missing` where only an existing one is to be opened and there is none: nothing is then
 * written. After an upgrade that may take long: `tell` hears how far it is.
 */
export async function openLedger(
  database: Database,
  sealing: Sealing,
  author: AuthorId,
  fileStore: FileStore,
  wanted: LedgerWanted = 'any',
  tell: Telling = () => {},
) {
  if (wanted === 'existing' && !(await isFounded(database))) {
    throw new DatabaseFault('ledger-missing', 'there is no ledger in this database', null)
  }
  await migrate(database)
  await tryRole(database)
  await makeFindable(database, tell)
  await settleFormer(database)
  const { sql } = database
  await found(database, sealing, author)
  return {
    engine: database.engine,
    installation: sealing.signer.installation,
    publicKey: sealing.signer.publicKey,
    ...sources(database, sealing, author),
    ...viewsKeeping(database),

    /** Answers what a side asks, all of one and the same moment: what the database's own policies let it see. */
    for: <Answer>(asker: Asker, ask: (moment: Moment) => Promise<Answer>): Promise<Answer> =>
      asAsker(sql, asker, 'reading', (transaction) => ask(momentIn({ ...database, sql: transaction }, sealing))),

    /** Answers what spans cooperations, each as one of the sides that ask sees it, and what is asked of pages. */
    across: <Answer>(asker: WideAsker, ask: (moment: WideMoment) => Promise<Answer>): Promise<Answer> =>
      asAsker(sql, asker, 'reading', (transaction) => ask(wideMomentIn({ ...database, sql: transaction }, asker))),

    ...hostings(database),

    ...posting(database, fileStore, sealing, author),
    ...files(database, fileStore),
    ...verifications(database, fileStore, sealing),
    broken: () => broken(sealing.random),
  }
}

/** The part of the ledger that writes what people decide. */
function posting({ sql }: Database, fileStore: FileStore, sealing: Sealing, author: AuthorId) {
  const turnOf = turns()
  const asActor = <Result>(actor: Poster, work: (transaction: Transaction<Tables>) => Promise<Result>) => {
    const { cooperation, side, authors = [actor.author] } = actor
    return turnOf(`${cooperation} ${side}`, () => asAsker(sql, { cooperation, side, authors }, 'posting', work))
  }
  return {
    /** Decides commands for a side, one after another, and writes their entries and records: all of it or nothing. */
    post: (actor: Poster, ...commands: readonly Command[]): Promise<Outcome<readonly Posted[]>> =>
      unlessRefused(async (along) => {
        const work = (transaction: Transaction<Tables>) => post(transaction, fileStore, sealing, actor, commands, along)
        const { posted, letGo, erased } = await asActor(actor, work)
        // What was let go of stays for a while; what was erased is erased with its bytes.
        for (const file of letGo) await fileStore.touch(file)
        if (erased.length > 0) await release(sql, fileStore, erased, null)
        return granted(posted)
      }),

    /** Why a sharing command could not be sent just now, null where it could: it is tried, and nothing of it stays. */
    objectionToSending: async (actor: Poster, command: SharingCommand): Promise<Refusal | null> => {
      const tried = await unlessRefused((along) =>
        asActor(actor, async (transaction) => {
          await post(transaction, fileStore, sealing, actor, [command], along)
          throw new Tried()
        }).catch((error: unknown) => {
          if (error instanceof Tried) return granted(null)
          throw error
        }),
      )
      return tried.ok ? null : tried.refusal
    },

    /** Erases a page, and the words quoted of it, of all sides hosted here: all of it or nothing. */
    erasePage: (erasing: PageErasing, asker: WideAsker, by: AuthorId = author): Promise<Outcome<PageErasure>> =>
      unlessRefused((along) =>
        sql
          .transaction()
          .execute((transaction) =>
            erasePage(transaction, sealing, by, erasing, asker, (actor, commands) =>
              post(transaction, fileStore, sealing, actor, commands, along),
            ),
          ),
      ),
  }
}

/** Is there a ledger in a database, of whatever version? */
async function isFounded({ sql }: Database): Promise<boolean> {
  const { rows } = await sqlText<{ there: boolean }>`select to_regclass('entry') is not null as there`.execute(sql)
  return rows[0]?.there === true && (await homeOf(sql)) !== null
}

/** Writes the first home entry where there is none; two that start at once on one database queue up here. */
async function found(database: Database, sealing: Sealing, author: AuthorId): Promise<void> {
  const { installation, publicKey } = sealing.signer
  await database.sql.transaction().execute(async (transaction) => {
    await sqlText`select pg_advisory_xact_lock(hashtext('handclasp home'))`.execute(transaction)
    const home = await homeOf(transaction)
    if (home !== null && home !== installation) {
      throw new DatabaseFault('key-missing', `the database belongs to ${home}, the key here is ${installation}`, null)
    }
    const writer = await takeChains(transaction, author, { cooperation: 'home', side: installation }, ['home'])
    if (writer.heads.get('home')) return
    const structure = { installation, publicKey }
    const draft: Draft = { kind: 'installation-opened@1', structure, payload: { made: sealing.clock() } }
    const rows = noRows()
    store(rows, writer, [seal(writer, draft, sealing)], sealing.clock())
    await writeRows(transaction, rows)
  })
}

/** The installation a database belongs to: its home chain's, by the entries where the chain's own row is gone. */
async function homeOf(transaction: Queries): Promise<string | null> {
  for (const table of ['chain', 'entry'] as const) {
    const row = await transaction
      .selectFrom(table)
      .select('side')
      .where('cooperation', '=', 'home')
      .where('chain', '=', 'home')
      .orderBy('side')
      .executeTakeFirst()
    if (row) return row.side
  }
  return null
}

/** Ends a transaction because the domain said no. */
class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Ends a transaction because it was only to be seen whether it could be done. */
class Tried extends Error {}

/** Ends a transaction because what it is about stands together with more, which has to be queued on as well. */
class Together extends Error {
  readonly ids: readonly CommitmentId[]
  constructor(ids: readonly CommitmentId[]) {
    super('more stands together')
    this.ids = ids
  }
}

/**
 * What some work answers; the refusal where one ended its transaction. It begins again with more to queue on where what
 * it is about stands together with that.
 */
async function unlessRefused<Value>(
  work: (along: readonly CommitmentId[]) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  for (let along: readonly CommitmentId[] = []; ; ) {
    try {
      return await work(along)
    } catch (error) {
      if (error instanceof RolledBack) return refused(error.refusal)
      if (!(error instanceof Together)) throw error
      along = [...along, ...error.ids]
    }
  }
}

/** What was posted, the files that attachments let go of by it, and those of attachments that it erased. */
interface Done {
  readonly posted: readonly Posted[]
  readonly letGo: readonly FileHash[]
  readonly erased: readonly FileHash[]
}

async function post(
  transaction: Transaction<Tables>,
  fileStore: FileStore,
  sealing: Sealing,
  { author, role, cooperation, side }: Actor,
  commands: readonly Command[],
  /** What stands together with what the commands are about. */
  along: readonly CommitmentId[],
): Promise<Done> {
  const missing = await objectionToAttaching(transaction, fileStore, commands)
  if (missing) throw new RolledBack(missing)
  const { concerned, erasing, alike, composing, beginning } = meantBy(commands)
  const whole = { author, cooperation, side }
  const leaving = await erasedOf(transaction, whole, erasing)
  const spokenOf = [...new Set([...concerned, ...leaving])]
  // All that stands together is among these, or it begins again with that.
  const things = [...new Set([...spokenOf, ...along, ...alike])]
  const further = composing || beginning ? [cooperation] : []
  const [chains, ground, saidOnThem, touched] = await takeGround(
    transaction,
    whole,
    commands,
    spokenOf,
    things,
    further,
  )
  const { founding, isHosted, shared, together } = ground
  if (together.some((id) => !things.includes(id))) throw new Together(together)
  const opening = founding && openingNow(founding, ground.composition)
  const objection = isHosted ? null : objectionToBeginning(opening, cooperation, side, commands)
  if (objection) throw new RolledBack(objection)
  // What is decided by must be what the header says was seen: the same heads, read when nobody can come between.
  const writer = { ...chains, ...(role && { as: role }), seen: seenIn(shared, side) }
  const about = new Set<string>([...concerned, ...together])
  const saidOnIt = saidOnThem.filter(({ commitment }) => about.has(commitment))
  const { positions: spokenBy, times } = spokenOn(cooperation, saidOnIt, shared)
  const told = alike.length === 0 ? spokenBy : await withTold(transaction, cooperation, spokenBy, alike)
  const positions = composing ? await saidOfSides(transaction, cooperation, founding, shared) : told
  const others = positions.filter((position) => position.side !== side)
  const own = positions.find((position) => position.side === side)
  const before = new Map([...(own?.records ?? []), ...touched])
  const heads = { shared: writer.heads.get('shared') ?? null, internal: writer.heads.get('internal') ?? null }
  const known = composing ? (own?.opening ?? null) : isHosted ? opening : null
  const growing = growth({ ...silent(cooperation, side), heads, opening: known, records: before })
  const kept = await objectionToWords(transaction, writer, commands)
  if (kept) throw new RolledBack(kept)
  // What is posted together is written at one moment.
  const at = sealing.clock()
  const sealed = sealAll(growing, writer, commands, others, { ...sealing, clock: () => at })
  if (!sealed.ok) throw new RolledBack(sealed.refusal)
  const entries = sealed.value
  const rows = noRows()
  store(rows, writer, entries, at)
  await project(transaction, rows, before, growing.position, entries)
  const all = [...others, growing.position]
  // What is said to be the same now was told with all that was said of that before.
  const ones =
    alike.length > 0 ? onesOf(all) : together.length > 0 ? await onesAt(transaction, cooperation, shared) : []
  settleBy(rows, cooperation, all, spokenWith(times, entries), { ones, together })
  await writeRows(transaction, rows)
  if (composing) await compose(transaction, cooperation, all)
  else if (beginning && ground.composition) {
    // Whoever begins later than a side was proposed counts among those who have spoken from now on.
    const now = await sharedHeads(transaction, cooperation)
    await compose(transaction, cooperation, await saidOfSides(transaction, cooperation, founding, now))
  }
  const gone = await erase(transaction, writer, erasing)
  const posted = entries.map(({ header: { kind, seq, written }, hash }) => ({ kind, seq, hash, written }))
  return { posted, letGo: filesIn(goneFrom(before, growing.position.records)), erased: gone }
}

/** Why words may not be quoted, or not be erased; null where they may. */
async function objectionToWords(
  transaction: Transaction<Tables>,
  writer: Writer,
  commands: readonly Command[],
): Promise<Refusal | null> {
  const quoting = await objectionToQuoting(transaction, commands)
  if (quoting) return quoting
  for (const command of commands.flatMap(erasedIn)) {
    const erasing = await objectionToErasing(transaction, writer, command)
    if (erasing) return erasing
  }
  return null
}

/** What commands are about: which commitments, what they erase, what they say to be the same, and whether sides. */
function meantBy(commands: readonly Command[]) {
  const composing = commands.some(isAboutSides)
  const isBeside = (command: Command) => isAboutSides(command) || isOfDrafts(command)
  if (composing && !commands.every(isBeside)) throw new TypeError('what is about sides is posted by itself')
  return {
    concerned: [...new Set(commands.flatMap(commitmentsIn))],
    erasing: commands.flatMap(erasedIn),
    alike: sameIn(commands),
    composing,
    beginning: commands.some(({ kind }) => kind === 'open-cooperation'),
  }
}

/** Takes the chains of a side, and all that is to be known to post once nobody else can come between: asked at once. */
async function takeGround(
  transaction: Transaction<Tables>,
  { author, cooperation, side }: Actor,
  commands: readonly Command[],
  spokenOf: readonly CommitmentId[],
  /** What the sides said on these is asked for; nobody else writes on them, or on what is named further. */
  things: readonly string[],
  further: readonly string[],
) {
  const whole = { cooperation, side }
  const ask = () =>
    Promise.all([
      groundOf(transaction, cooperation, side, spokenOf),
      saidOn(transaction, cooperation, things),
      standing(transaction, whole, commands),
    ])
  const queued = [...things, ...further]
  const [chains, asked] = await takeAndAsk(transaction, author, whole, ['shared', 'internal'], queued, ask)
  return [chains, ...asked] as const
}

/** When commitments were spoken of, some entries counted in. */
function spokenWith(times: ReadonlyMap<CommitmentId, Spoken>, entries: readonly StoredEntry[]) {
  const spokenAt = new Map(times)
  for (const { header } of entries) {
    const { commitment } = header.structure as { readonly commitment?: CommitmentId }
    if (commitment) spoken(spokenAt, commitment, header.written)
  }
  return spokenAt
}

/**
 * Why a side may not begin by these commands. It begins here by opening the cooperation for itself, or by joining it;
 * whoever else writes for it does so on another server.
 */
function objectionToBeginning(
  opening: Opening | null,
  cooperation: CooperationId,
  side: SideId,
  commands: readonly Command[],
): Refusal | null {
  if (!opening) return null
  for (const command of commands) {
    if (isAboutSides(command) || isOfDrafts(command)) continue
    if (command.kind !== 'open-cooperation') return { code: 'side-not-in-cooperation', side }
    const same = canonical(command.sides as unknown as Json) === canonical(opening.sides as unknown as Json)
    if (!same) return { code: 'cooperation-already-open', cooperation }
  }
  return null
}

/**
 * What the cooperation was opened as and became, whether this installation writes for the side, all heads, and what
 * stands together with some commitments.
 */
async function groundOf(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  side: SideId,
  ids: readonly CommitmentId[],
) {
  const rows = await transaction
    .selectFrom('chain')
    .leftJoin('cooperation', 'cooperation.cooperation', 'chain.cooperation')
    .leftJoin('hosted', (join) =>
      join.onRef('hosted.cooperation', '=', 'chain.cooperation').on('hosted.side', '=', side),
    )
    .modifyFront(MARK)
    .select(['chain.side', 'chain.seq', 'chain.hash', 'hosted.side as hosted'])
    .select(['cooperation.opening', 'cooperation.composition'])
    .select(togetherWith(cooperation, ids).as('together'))
    .where('chain.cooperation', '=', cooperation)
    .where('chain.chain', '=', 'shared')
    .orderBy('chain.side')
    .execute()
  const [first] = rows
  const shared: SharedHeads = new Map(rows.map((row) => [row.side as SideId, headOf(row)]))
  const founding = (first?.opening ?? null) as Opening | null
  const composition = (first?.composition ?? null) as Composition | null
  const together = first?.together ?? []
  return { founding, composition, isHosted: (first?.hosted ?? null) !== null, shared, together }
}

/** The heads of the other sides, of those that have spoken. */
function seenIn(shared: SharedHeads, side: SideId): Record<string, Head> {
  const seen: Record<string, Head> = {}
  for (const [other, head] of shared) if (other !== side && head) seen[other] = head
  return seen
}
