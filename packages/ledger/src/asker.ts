/** Askers: whose request a transaction is. It runs as the role of requests, and the database shows it no more. */
import type { AuthorId, CooperationId, SideId } from '@handclasp/domain'
import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import { type Database, DatabaseFault, type Tables } from './database.ts'
import { lend } from './lent.ts'

/** Somebody who asks or writes for one side of a cooperation. */
export interface Asker {
  readonly cooperation: CooperationId
  /** Null where the side is not known yet: what all sides see is then seen alone. */
  readonly side: SideId | null
  /** Whose pages are seen: those of who asks and of who works with them. */
  readonly authors: readonly AuthorId[]
}

/** A side of a cooperation. */
export interface AskedSide {
  readonly cooperation: CooperationId
  readonly side: SideId
}

/** Somebody who asks for several sides at once, or for none: what spans cooperations, and pages. */
export interface WideAsker {
  readonly sides: readonly AskedSide[]
  readonly authors: readonly AuthorId[]
}

/** Reading shows one moment, whatever is written meanwhile. Posting writes, but nothing before it was answered. */
type Doing = 'reading' | 'writing' | 'posting'

const WRITING = 'begin isolation level read committed'
const BEGIN: { readonly [Each in Doing]: string } = {
  reading: 'begin isolation level repeatable read read only',
  writing: WRITING,
  posting: WRITING,
}

/**
 * Works in a transaction as the role of requests, for somebody. What it is set to ends with the transaction, however
 * that ends; a connection on which it cannot be ended is broken, and not used again.
 *
 * What writes nothing at first does not wait for the beginning: its first statements go right behind, and nothing that
 * they are answered is used where that failed. Nor does anybody wait for the end of what only reads, for what was read
 * stays read.
 */
export function asAsker<Result>(
  sql: Kysely<Tables>,
  { authors, ...asker }: Asker | WideAsker,
  doing: Doing,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  const { cooperation, side } = 'side' in asker ? asker : NOBODY
  return new Promise((resolve, reject) => {
    const beginning = `${BEGIN[doing]}; ${carrying({ cooperation, side: side ?? '', authors: authors.join(' ') })}`
    const done = sql.getExecutor().provideConnection(async (connection) => {
      const say = (words: string) => connection.executeQuery<{ command?: string }>(CompiledQuery.raw(words))
      const { transaction, end } = lend(sql, connection)
      const begun = say(beginning)
      begun.catch(() => end('the transaction did not begin'))
      let answer: Result
      try {
        if (doing === 'writing') await begun
        const [worked] = await Promise.allSettled([Promise.resolve(transaction).then(work), begun])
        // Why it did not begin tells more than what came of that.
        await begun
        if (worked.status === 'rejected') throw worked.reason
        answer = worked.value
      } catch (error) {
        end('the transaction failed')
        // Where that fails the connection broke: the pool drops it.
        await say('rollback').catch(() => null)
        throw error
      }
      end('the transaction is over')
      if (doing === 'reading') resolve(answer)
      const { rows } = await say('commit')
      // What was begun and failed unheard is rolled back by that.
      if (doing !== 'reading' && rows[0]?.command === 'ROLLBACK') {
        throw new DatabaseFault('transaction-failed', 'a statement in it failed', null)
      }
      resolve(answer)
    })
    done.catch(reject)
  })
}

const NOBODY = { cooperation: '', side: '' } as const

/** Works for one side after another in a transaction of somebody who asks for several, and then for none again. */
export async function eachSide<Result>(
  transaction: Pick<Kysely<Tables>, 'executeQuery'>,
  sides: readonly AskedSide[],
  work: (asked: AskedSide) => Promise<Result>,
): Promise<readonly Result[]> {
  const turnTo = ({ cooperation, side }: Readonly<Record<'cooperation' | 'side', string>>) =>
    transaction.executeQuery(CompiledQuery.raw(settingOf({ cooperation, side })))
  const results: Result[] = []
  for (const asked of sides) {
    await turnTo(asked)
    results.push(await work(asked))
  }
  await turnTo(NOBODY)
  return results
}

function carrying(who: Readonly<Record<string, string>>): string {
  return `${settingOf(who)}, set_config('role', 'handclasp_app', true)`
}

function settingOf(who: Readonly<Record<string, string>>): string {
  return `select ${Object.entries(who)
    .map(([name, value]) => `set_config('handclasp.${name}', ${quoted(value)}, true)`)
    .join(', ')}`
}

/**
 * A text as SQL has it: these are stated and not given as parameters, which a list of statements cannot have. Throws at
 * a NUL, at which the list would end for the database: with nothing begun, what follows would be asked by nobody.
 */
function quoted(text: string): string {
  if (text.includes('\0')) throw new TypeError('who asks is named by what no text of the database holds')
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** Throws a `DatabaseFault` `role-missing` where requests could not be run as their role. */
export async function tryRole(database: Database): Promise<void> {
  try {
    await asAsker(database.sql, { sides: [], authors: [] }, 'reading', async () => null)
  } catch (cause) {
    throw new DatabaseFault('role-missing', 'whoever opens the ledger may not work as the role handclasp_app', cause)
  }
}
