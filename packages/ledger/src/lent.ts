/** A connection that is lent for a while, as a query builder that keeps no statement waiting for the one before. */
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely'

const kept = new WeakMap<DatabaseConnection, Kysely<unknown>>()

/**
 * The query builder over a connection within a transaction that whoever lends it begins and ends. Statements are sent
 * in the order in which they are asked, and several may be under way: the database answers one after another. Kysely's
 * own, over a transaction, sends none before the last was answered.
 */
export function on<Tables>(connection: DatabaseConnection): Transaction<Tables> {
  let builder = kept.get(connection)
  if (!builder) {
    builder = new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new Lent(connection),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    })
    kept.set(connection, builder)
  }
  // What is different of one is that it began, and nobody asks it to.
  return builder as unknown as Transaction<Tables>
}

/** Gives one connection, and leaves its transactions to who lent it. */
class Lent implements Driver {
  readonly #connection: DatabaseConnection
  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }
  async init() {}
  async acquireConnection() {
    return this.#connection
  }
  async releaseConnection() {}
  beginTransaction = within
  commitTransaction = within
  rollbackTransaction = within
  async destroy() {}
}

function within(): Promise<never> {
  throw new TypeError('it is within a transaction already')
}
