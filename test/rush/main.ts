import { parseArgs } from 'node:util'
import { scratchFolder } from '#test/scratch.ts'
import { rush } from './rush.ts'

/**
 * `npm run rush -- [--phones N] [--records R] [--seed S] [--prof FOLDER] [--json]`: so many phones come at once, each
 * with its records of a day. Exit 1 when a record was lost or doubled, or a phone was refused without being told when
 * to come back. With --prof the server's processor profile is left in that folder.
 */
const { values } = parseArgs({
  options: {
    phones: { type: 'string', default: '10000' },
    records: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    prof: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const [phones, records, seed] = [Number(values.phones), Number(values.records), Number(values.seed)]
if (![phones, records, seed].every((n) => Number.isInteger(n) && n >= 0) || phones < 1 || records < 1) {
  process.stderr.write('usage: npm run rush -- [--phones N] [--records R] [--seed S] [--prof FOLDER] [--json]\n')
  process.exit(2)
}
const dataFolder = scratchFolder()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const serverFlags = values.prof ? ['--cpu-prof', `--cpu-prof-dir=${values.prof}`] : []
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const result = await rush({ phones, records, seed, dataFolder, serverFlags, say })
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`)
const { lost, doubled, open, notAllowed, faults } = result
process.exitCode = lost + doubled + open + notAllowed + result.photos.lost + faults.length === 0 ? 0 : 1
