import type { FigureDef } from '#kernel/figure.ts'
import { trackedFields } from './contributions.ts'
import type { KindDef, KindFigureDef } from './kind-schema.ts'

/** What the ledger needs to answer a figure of its own. */
export interface Ask {
  kind: string
  aggregate: KindFigureDef['aggregate']
  measure?: string | undefined
  placeType?: string | undefined
  field?: string | undefined
  where?: { field: string; equals: string } | undefined
  asOf: boolean
  undated: boolean
  /** Its `where` is rolled up, so that no record need be read. */
  rolled: boolean
}

/** Every figure the kinds bring: those they name, and a count and a sum for whatever they leave unnamed. */
export function kindFigures(kinds: KindDef[]): FigureDef[] {
  return kinds.flatMap((kind) => allFigures(kind).map((figure) => toFigureDef(kind, figure)))
}

function allFigures(kind: KindDef): KindFigureDef[] {
  const plain = kind.figures.filter((figure) => !figure.where && !figure.placeType)
  const own: KindFigureDef[] = []
  const key = (name: string): string => `${kind.code}.${name}`
  const free = (name: string): boolean => !kind.figures.some((figure) => figure.key === key(name))
  if (!plain.some((figure) => figure.aggregate === 'count') && free('count')) {
    const asOf = kind.undated ? { asOf: true } : {}
    own.push({
      key: key('count'),
      label: `${kind.label}记录`,
      unit: '条',
      aggregate: 'count',
      print: 'exact',
      hedge: '余',
      ...asOf,
    })
  }
  for (const measure of kind.measures) {
    const covered = plain.some((figure) => figure.aggregate === 'sum' && figure.measure === measure.key)
    if (covered || !free(measure.key)) continue
    const { label, unit } = measure
    own.push({
      key: key(measure.key),
      label,
      unit,
      aggregate: 'sum',
      measure: measure.key,
      print: 'exact',
      hedge: '余',
    })
  }
  return [...kind.figures, ...own]
}

function toFigureDef(kind: KindDef, figure: KindFigureDef): FigureDef {
  const ask: Ask = {
    kind: kind.code,
    aggregate: figure.aggregate,
    measure: figure.measure,
    placeType: figure.placeType,
    field: figure.field,
    where: figure.where,
    asOf: figure.asOf ?? false,
    undated: kind.undated ?? false,
    rolled: figure.where === undefined || trackedFields(kind).includes(figure.where.field),
  }
  return {
    key: figure.key,
    label: figure.label,
    unit: figure.unit,
    source: 'ledger',
    ask: ask as unknown as Record<string, unknown>,
    print: figure.print,
    hedge: figure.hedge,
    tense: figure.asOf ? 'register' : 'flow',
  }
}

/** What a definition of this slice asks; of no other, whose asks are their own business. */
export const askOf = (def: FigureDef): Ask => def.ask as unknown as Ask
