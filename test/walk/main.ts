import { parseArgs } from 'node:util'
import { makeApp } from '#server/make-app.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '../database.ts'
import { walk, type Walked } from './walk.ts'
import { walkWorld } from './world.ts'

/**
 * `npm run walk -- [--sequences N] [--seed S] [--json]`: random sequences of calls over the real store, held against
 * the naive telling. Exit 1 when a rule was broken; the seed makes the same walk again.
 */
const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
})
const [sequences, seed] = [Number(values.sequences), Number(values.seed)]
if (!Number.isInteger(sequences) || sequences < 1 || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run walk -- [--sequences N (whole, 1 or more)] [--seed S (whole)] [--json]\n')
  process.exit(2)
}

const WALKERS = 4
const database = await testDatabase()
const app = makeApp(database.poolConfig, join(tmpdir(), 'ybz-walk'))
const begun = Date.now()
// Writers of one community take turns, so each walker has a community to itself.
const parts = await Promise.all(
  Array.from({ length: WALKERS }, async (_, walker): Promise<Walked> => {
    const world = await walkWorld(app, `walk-${walker}`)
    const [from, to] = [walker, walker + 1].map((n) => Math.floor((sequences * n) / WALKERS)) as [number, number]
    return walk(app, world, seed, from, to)
  }),
)
await app.db.close()
await database.close()
const violations = parts.flatMap((part) => part.violations)
const steps = parts.reduce((sum, part) => sum + part.steps, 0)
const taken = parts.reduce((sum, part) => sum + part.taken, 0)
const refused: Record<string, number> = {}
for (const part of parts) for (const [code, n] of Object.entries(part.refused)) refused[code] = (refused[code] ?? 0) + n
if (values.json) {
  process.stdout.write(`${JSON.stringify({ sequences, violations: violations.length, seed, steps, taken, refused })}\n`)
} else {
  process.stdout.write(
    `${sequences} sequences, ${steps} steps (${taken} taken), ${violations.length} violations, seed ${seed}\n`,
  )
  for (const [code, n] of Object.entries(refused).toSorted()) process.stdout.write(`  ${code}: ${n}\n`)
}
for (const violation of violations.slice(0, 10)) process.stderr.write(`${violation}\n`)
process.stderr.write(`${Math.round((Date.now() - begun) / 1000)} s\n`)
process.exit(violations.length > 0 ? 1 : 0)
