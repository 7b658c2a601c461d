import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inChildren } from './in-child.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile } from './samples.ts'

const TIMES = 5
/** What is measured, the task, and the task it is held against. */
const PAIRS = [
  ['xlsx out', 'xlsx-out', 'csv-out', 'the same rows as csv'],
  ['xlsx out, beside another library', 'xlsx-out', 'hucre-out', 'the same rows by hucre'],
  ['xlsx in, texts shared as office programs do', 'xlsx-in', 'hucre-in', 'the same file by hucre'],
  ['xlsx in, a file of our own', 'own-xlsx-in', 'own-hucre-in', 'the same file by hucre'],
  ['csv in', 'csv-in', 'csv-split', 'the same text cut at its commas'],
] as const

/** A table of 100,000 rows and twelve columns out and in: time, and the most memory its process holds. */
export async function bench({ log }: BenchOptions): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ybz-bench-'))
  try {
    const rows: BenchRow[] = []
    const done = new Map<string, Awaited<ReturnType<typeof inChildren>>>()
    const measure = async (task: string) => {
      if (!done.has(task)) {
        log(task)
        done.set(task, await inChildren(task, folder, TIMES))
      }
      return done.get(task)!
    }
    for (const [name, task, base, baseline] of PAIRS) {
      const taken = await measure(task)
      const bare = await measure(base)
      const seconds = (samples: number[]): number => percentile(samples, 50) / 1000
      rows.push(
        {
          name: `${name}, median of ${TIMES}`,
          value: seconds(taken.ms),
          unit: 's',
          baseline,
          baselineValue: seconds(bare.ms),
        },
        {
          name: `${name}, peak memory`,
          value: taken.peakMb,
          unit: 'MB',
          baseline,
          baselineValue: bare.peakMb,
          note: `${taken.startMb.toFixed(0)} MB before it begins`,
        },
      )
    }
    const size = async (file: string): Promise<string> =>
      `${file} ${((await stat(join(folder, file))).size / 2 ** 20).toFixed(1)} MB`
    log(`${await size('own.xlsx')}, ${await size('office.xlsx')}, ${await size('own.csv')}`)
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
