import { figureRows } from './figures.ts'
import { pageRows } from './pages.ts'
import { recordRows } from './records.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { seedCity } from './seed.ts'
import { withDatabase } from './with-database.ts'

/** A city of twenty communities, one of them large: its figures, its pages, and how fast it takes new records. */
export async function bench(options: BenchOptions): Promise<BenchRow[]> {
  return withDatabase(async (app) => {
    const begun = performance.now()
    const seeded = await seedCity(
      app,
      { entries: options.entries, communities: 20, rest: Math.min(2000, options.entries) },
      options.log,
    )
    options.log(`seeded in ${Math.round((performance.now() - begun) / 1000)} s`)
    return [
      ...(await figureRows(app, seeded, options)),
      ...(await pageRows(app, seeded, options)),
      ...(await recordRows(app, seeded, options)),
    ]
  })
}
