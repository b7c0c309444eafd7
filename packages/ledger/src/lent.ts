/** A connection that is lent for one transaction, and keeps no statement waiting for the one before. */
import {
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
} from 'kysely'

/** A connection within a transaction that whoever lends it begins and ends. */
export interface Lent<Tables> {
  readonly transaction: Transaction<Tables>
  /** From now on nothing more is asked on it. */
  readonly end: (why: string) => void
}

/**
 * Lends a connection. Statements are sent in the order in which they are asked, and several may be under way: the
 * database answers one after another. Kysely's own, over a transaction, sends none before the last was answered.
 */
export function lend<Tables>(sql: Kysely<Tables>, connection: DatabaseConnection): Lent<Tables> {
  let ended: string | null = null
  const provider: ConnectionProvider = {
    provideConnection: async (consumer) => {
      if (ended !== null) throw new TypeError(ended)
      return consumer(connection)
    },
  }
  const executor = sql.getExecutor().withConnectionProvider(provider)
  return {
    transaction: new Transaction<Tables>({ config: { dialect: NONE }, dialect: NONE, driver: NO_DRIVER, executor }),
    end: (why) => {
      ended = why
    },
  }
}

/** Whoever is lent a connection begins no transaction on it. */
const NO_DRIVER = new DummyDriver()
const NONE: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => NO_DRIVER,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
