import type { App } from '#kernel/node/app.ts'
import { migrate } from '#kernel/node/migrate.ts'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { makeApp } from '#server/make-app.ts'

/** The product over a data folder that no server has open, for the time of some work. */
export async function withDatabase<T>(dataFolder: string, work: (app: App) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataFolder })
  try {
    await migrate(database.poolConfig)
    const app = makeApp(database.poolConfig, dataFolder)
    try {
      return await work(app)
    } finally {
      await app.db.close()
    }
  } finally {
    await database.stop()
  }
}
