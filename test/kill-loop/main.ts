import { parseArgs } from 'node:util'
import { scratchFolder } from '#test/scratch.ts'
import { killLoop } from './kill-loop.ts'

/**
 * `npm run kill-loop -- [--kills N] [--seed S] [--rate W] [--json]`: kills server and database at random moments while
 * phones and offices write, then counts what was lost or doubled. Exit 1 when anything was.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rate: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const [kills, seed, rate] = [Number(values.kills), Number(values.seed), Number(values.rate)]
if (![kills, seed, rate].every((n) => Number.isInteger(n) && n >= 0) || kills < 1 || rate < 1) {
  process.stderr.write('usage: npm run kill-loop -- [--kills N] [--seed S] [--rate WRITES_A_SECOND] [--json]\n')
  process.exit(2)
}
const dataFolder = scratchFolder()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const result = await killLoop({ kills, seed, rate, dataFolder, say })
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`)
const { lost, doubled, open, photos, faults, odd, replayed, unopened } = result
const sound = lost + doubled + open + photos.lost + faults.length + odd.length + replayed.different + unopened === 0
process.exitCode = sound ? 0 : 1
