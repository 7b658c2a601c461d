import type { PoolConfig } from 'pg'

/** An open ledger database, wherever it runs. */
export interface Database {
  /** `embedded`: our own server, owned by this process; `joined`: one owned by another process on this machine. */
  mode: 'embedded' | 'external' | 'joined'
  /** Connects as the role that owns the ledger's tables. Hand it to pg.Pool; add `max` and the like as needed. */
  poolConfig: PoolConfig
  /** The same as one text, for libraries that want one. Holds the password of an external database: never log it. */
  url: string
  /** The database server's process while it runs embedded. */
  pid(): number | undefined
  /** Settles when the database answers, at once if it does; after a crash, when it has been started again. */
  ready(): Promise<void>
  /** Close your pools first. Stops an embedded server cleanly and frees the data folder; may be called twice. */
  stop(): Promise<void>
}

export interface DatabaseOptions {
  /** Made if missing. Holds the database, its socket and the lock that keeps a second process out. */
  dataFolder: string
  /** Use this server instead of our own. */
  databaseUrl?: string | undefined
  /** Folder of PostgreSQL's programs; else YBZ_PG_BIN, else the ones that came with the product. */
  pgBin?: string | undefined
  /** How long to wait for the database to answer. Recovery after a power cut counts in. Default 60,000. */
  waitMs?: number | undefined
  /** A command leaves soon, so a server waits for it instead of refusing. Default `server`. */
  purpose?: 'server' | 'command' | undefined
  /** Lines of the database server's own log, and what the supervisor does. */
  onLog?: ((line: string) => void) | undefined
  /** The embedded server ended by itself; it is being started again. */
  onCrash?: ((end: { code: number | null; signal: NodeJS.Signals | null }) => void) | undefined
  /** Over the server's own settings; for tests. */
  settings?: Record<string, string> | undefined
}

export const OWNER_ROLE = 'ybz'
export const DATABASE_NAME = 'ybz'
