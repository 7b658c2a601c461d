import {
  type DatabaseConnection,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely'
import type pg from 'pg'
import { keptName } from './kept.ts'

/** PostgreSQL as the doors of db.ts use it: they begin their transactions themselves, and statements have names. */
export class DoorDialect extends PostgresDialect {
  readonly #pool: PostgresPool

  constructor(pool: pg.Pool) {
    const named = naming(pool)
    super({ pool: named })
    this.#pool = named
  }

  override createDriver(): PostgresDriver {
    return new DoorDriver({ pool: this.#pool })
  }
}

class DoorDriver extends PostgresDriver {
  override async beginTransaction(): Promise<void> {}

  // A connection that cannot even go back is gone, and its transaction with it: what went wrong before is the news.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

/** The pool with connections that send kept statements under their names. */
function naming(pool: pg.Pool): PostgresPool {
  const named = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const nameFor = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: unknown[]): unknown => client.query({ text, values, name: keptName(text)! })
    return { query: query as PostgresPoolClient['query'], release: () => client.release() }
  }
  return {
    connect: async () => {
      const client = await pool.connect()
      if (!named.has(client)) named.set(client, nameFor(client))
      return named.get(client)!
    },
    end: () => pool.end(),
  }
}
