import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import type { Bench, BenchRow } from './row.ts'

/**
 * `npm run bench -- [start|ledger|cases|phone|documents|sheets|evidence …] [--entries N] [--json]`: every figure beside a baseline measured
 * in the same run, because machines differ and the same machine differs by the hour. Nothing here passes or fails.
 * With --json standard output holds one object; what is going on is told on standard error either way.
 */
const BENCHES: Record<string, () => Promise<{ bench: Bench }>> = {
  start: () => import('./start.ts'),
  ledger: () => import('./ledger.ts'),
  cases: () => import('./cases.ts'),
  phone: () => import('./phone.ts'),
  documents: () => import('./documents.ts'),
  sheets: () => import('./sheets.ts'),
  evidence: () => import('./evidence.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } },
})
const entries = Number(values.entries)
const strange = positionals.find((name) => !(name in BENCHES))
if (strange !== undefined || !Number.isInteger(entries) || entries < 1000) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(BENCHES).join('|')} …] [--entries N (1000 or more)] [--json]\n`,
  )
  process.exit(2)
}

const out = (line: string): void => void process.stdout.write(`${line}\n`)
const log = (line: string): void => void process.stderr.write(`… ${line}\n`)
const load = (): string => loadavg()[0]!.toFixed(1)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}, Node ${process.version}`
const begun = { at: new Date().toISOString(), load: load() }
const rows: BenchRow[] = []

if (!values.json) {
  out(`machine: ${machine}; load ${begun.load} at the start`)
  out(
    ['what'.padEnd(62), 'value'.padStart(13), 'baseline'.padStart(13), 'ratio'.padStart(8), ' the baseline is'].join(
      ' ',
    ),
  )
}
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  log(`${name}, load ${load()}`)
  const { bench } = await BENCHES[name]!()
  for (const row of await bench({ entries, log })) {
    rows.push(row)
    if (!values.json) out(told(row))
  }
}
if (values.json) out(JSON.stringify({ machine, ...begun, loadAtEnd: load(), entries, rows }, null, 2))
else out(`load ${load()} at the end`)

function told(row: BenchRow): string {
  const shown = (value: number): string => `${short(value)} ${row.unit}`.padStart(13)
  const ratio = `×${short(row.value / row.baselineValue, 2)}`.padStart(8)
  const note = row.note ? ` (${row.note})` : ''
  return [row.name.padEnd(62), shown(row.value), shown(row.baselineValue), ratio, ` ${row.baseline}${note}`].join(' ')
}

function short(value: number, digits = 3): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(digits)))
}
