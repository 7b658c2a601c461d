import type { PoolConfig } from 'pg'
import type { CommandRunner } from './commands.ts'
import type { FigureRegistry } from './figure-registry.ts'
import type { Blobs } from './blobs.ts'
import type { Db } from './db.ts'

/** What every route and job works with; made once by the composition root, replaced piece by piece in tests. */
export interface App {
  db: Db
  blobs: Blobs
  figures: FigureRegistry
  commands: CommandRunner
  now: () => Date
  dataFolder: string
  /** Connects as the owner; for backup and its like, never for a request. */
  poolConfig: PoolConfig
}
