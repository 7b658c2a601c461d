import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import type { App } from '#kernel/node/app.ts'
import { openBlobs } from '#kernel/node/blobs.ts'
import { commandRunner } from '#kernel/node/commands.ts'
import { openDb } from '#kernel/node/db.ts'
import { figureRegistry } from '#kernel/node/figure-registry.ts'
import { commands, figureSources } from './slices.ts'

/** The application over an open, migrated database and a data folder. */
export function makeApp(poolConfig: PoolConfig, dataFolder: string, now: () => Date = () => new Date()): App {
  return {
    db: openDb(poolConfig),
    blobs: openBlobs(join(dataFolder, 'blobs')),
    figures: figureRegistry(figureSources),
    commands: commandRunner(commands),
    now,
    dataFolder,
    poolConfig,
  }
}
