import { periodAround } from '#kernel/days.ts'
import type { FigureAnswer } from '#kernel/figure.ts'
import type { App } from '#kernel/node/app.ts'
import { operatorIn } from '#kernel/operator.ts'
import { type Asked, answerFiguresOfNode } from '#slices/ledger/store-answers.ts'
import { rawFigure } from './raw-figures.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile, timeAmong, timeEach } from './samples.ts'
import type { Seeded } from './seed.ts'

const FIGURES = 60
const CLIENTS = 8
const TIMES = 400
const RAW_TIMES = 16

/** Sixty figures of the large community and of its city, beside the same sixty counted record by record. */
export async function figureRows(app: App, seeded: Seeded, { log }: BenchOptions): Promise<BenchRow[]> {
  const reader = operatorIn(seeded.community.id)
  const asked = await sixtyQuestions(app, seeded)
  const members = await app.db.pool.query<{ id: string }>('select org_id as id from org_above where node_id = $1', [
    seeded.city,
  ])
  const levels = [
    {
      name: 'of a community',
      communities: [seeded.community.id],
      ask: () => app.db.asReader(reader, (tx) => app.figures.answerAll(tx, reader, asked)),
    },
    {
      name: 'of its city',
      communities: members.rows.map((row) => row.id),
      ask: () => app.db.asOwner((tx) => answerFiguresOfNode(tx, seeded.city, asked)),
    },
  ]
  const rows: BenchRow[] = []
  for (const { name, communities, ask } of levels) {
    log(`${FIGURES} figures ${name}`)
    const raw = async (): Promise<string[]> => {
      const values: string[] = []
      for (const { def, scope } of asked) values.push(await rawFigure(app.db.pool, communities, def, scope))
      return values
    }
    const note = compare(await ask(), await raw())
    await timeAmong(CLIENTS, CLIENTS * 4, ask)
    const alone = await timeEach(TIMES / 4, ask)
    const rawAlone = await timeEach(3, raw)
    const samples = await timeAmong(CLIENTS, TIMES, ask)
    const rawSamples = await timeAmong(CLIENTS, RAW_TIMES, raw)
    rows.push({
      name: `${FIGURES} figures ${name}, p50, one client`,
      value: percentile(alone, 50),
      unit: 'ms',
      baseline: 'the same asked raw of the records, one client',
      baselineValue: percentile(rawAlone, 50),
      note,
    })
    const baseline = `the same asked raw of the records, ${CLIENTS} clients`
    for (const p of [50, 95]) {
      const baselineValue = percentile(rawSamples, p)
      rows.push({
        name: `${FIGURES} figures ${name}, p${p}, ${CLIENTS} clients`,
        value: percentile(samples, p),
        unit: 'ms',
        baseline,
        baselineValue,
        note,
      })
    }
  }
  return rows
}

/** Every figure of the ledger over a year, then again over a quarter, until there are sixty questions. */
async function sixtyQuestions(app: App, seeded: Seeded): Promise<Asked[]> {
  const reader = operatorIn(seeded.community.id)
  const defs = (await app.db.asReader(reader, (tx) => app.figures.defs(tx, reader))).filter(
    (def) => def.source === 'ledger',
  )
  const periods = [
    periodAround('2025-05-01', 'year'),
    periodAround('2025-05-01', 'quarter'),
    periodAround('2025-05-01', 'month'),
  ]
  return periods.flatMap((scope) => defs.map((def) => ({ def, scope }))).slice(0, FIGURES)
}

function compare(answers: FigureAnswer[], raw: string[]): string {
  const known = answers
    .map((answer, at) => ({ value: answer.value, raw: raw[at]! }))
    .filter(({ value }) => value !== null)
  const equal = known.filter(({ value, raw }) => Number(value) === Number(raw)).length
  const unknown = answers.length - known.length
  const nonzero = known.filter(({ value }) => Number(value) !== 0).length
  const told =
    equal === known.length
      ? `all equal to the recount, ${nonzero} of them not 0`
      : `${known.length - equal} DIFFER from the recount`
  return unknown === 0 ? told : `${told}; ${unknown} are not answered above a community`
}
