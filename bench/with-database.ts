import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '#kernel/node/app.ts'
import { migrate } from '#kernel/node/migrate.ts'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { makeApp } from '#server/make-app.ts'

/** Works on an empty ledger of its own: the embedded database as the product runs it, fsync and all, in a folder that goes. */
export async function withDatabase<T>(work: (app: App) => Promise<T>): Promise<T> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ybz-bench-'))
  try {
    const database = await openDatabase({ dataFolder })
    try {
      await migrate(database.poolConfig)
      const app = makeApp(database.poolConfig, dataFolder)
      return await work(app).finally(() => app.db.close())
    } finally {
      await database.stop()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}
