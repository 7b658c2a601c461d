import type { z } from 'zod'
import type { FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { printFigure } from '#kernel/print-figure.ts'
import type { Reader } from '#kernel/reader.ts'
import { problems } from './problems.ts'
import type { FigureQuery, FigureTrace, FigureTraceQuery, FigureView } from './figure-schema.ts'

/** Every figure the product offers, of all slices, over one period. */
export async function figureList(
  app: App,
  tx: Tx,
  reader: Reader,
  query: z.infer<typeof FigureQuery>,
): Promise<FigureView[]> {
  const scope = scopeOf(query)
  const defs = await app.figures.defs(tx, reader)
  const answers = await app.figures.answerAll(
    tx,
    reader,
    defs.map((def) => ({ def, scope })),
  )
  return defs.map((def, index) => viewOf(def, answers[index]!))
}

/**
 * One figure and a page of the records behind it.
 * @throws figure.unknown, figure.period
 */
export async function figureTrace(
  app: App,
  tx: Tx,
  reader: Reader,
  key: string,
  { page, size, ...query }: z.infer<typeof FigureTraceQuery>,
): Promise<FigureTrace> {
  const scope = scopeOf(query)
  const def = (await app.figures.defs(tx, reader)).find((candidate) => candidate.key === key)
  if (!def) throw problems['figure.unknown']({ key })
  const [answer] = await app.figures.answerAll(tx, reader, [{ def, scope }])
  const { total, rows } = await app.figures.evidence(tx, reader, def, scope, { offset: (page - 1) * size, limit: size })
  return { figure: viewOf(def, answer!), total, page, size, rows }
}

function scopeOf({ from, to, place, campaign }: z.infer<typeof FigureQuery>): FigureScope {
  if (to < from) throw problems['figure.period']({}, 'to')
  return { from, to, placeId: place, campaignId: campaign }
}

function viewOf(def: FigureDef, { value, unit, count }: FigureAnswer): FigureView {
  const { key, label, tense, print, hedge } = def
  return { key, label, value, unit, printed: printFigure(value, unit, print, hedge), count, tense, print, hedge }
}
