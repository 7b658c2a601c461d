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
const seconds = (): number => Math.round((Date.now() - begun) / 1000)
let walked = 0
const done = (): void => {
  walked += 1
  if (walked % 1000 === 0) process.stderr.write(`${walked} of ${sequences}, ${seconds()} s\n`)
}
const broken = (violation: string): void => void process.stderr.write(`${violation}\n`)
// Writers of one community take turns, so each walker has a community to itself.
const parts = await Promise.all(
  Array.from({ length: WALKERS }, async (_, walker): Promise<Walked> => {
    const world = await walkWorld(app, { code: `walk-${walker}`, ownTime: walker % 2 === 1, few: walker > 1 })
    const [from, to] = [walker, walker + 1].map((n) => Math.floor((sequences * n) / WALKERS)) as [number, number]
    return walk(app, world, seed, { from, to }, { done, broken })
  }),
)
await app.db.close()
await database.close()
const violations = parts.flatMap((part) => part.violations)
const sumOf = (of: (part: Walked) => number): number => parts.reduce((sum, part) => sum + of(part), 0)
const [gone, steps, taken] = [sumOf((part) => part.sequences), sumOf((part) => part.steps), sumOf((part) => part.taken)]
const refused: Record<string, number> = {}
for (const part of parts) for (const [code, n] of Object.entries(part.refused)) refused[code] = (refused[code] ?? 0) + n
if (values.json) {
  process.stdout.write(
    `${JSON.stringify({ sequences: gone, violations: violations.length, seed, steps, taken, refused })}\n`,
  )
} else {
  process.stdout.write(
    `${gone} sequences, ${steps} steps (${taken} taken), ${violations.length} violations, seed ${seed}\n`,
  )
  for (const [code, n] of Object.entries(refused).toSorted()) process.stdout.write(`  ${code}: ${n}\n`)
}
process.stderr.write(`${seconds()} s\n`)
process.exit(violations.length > 0 ? 1 : 0)
