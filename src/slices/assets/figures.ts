import type { FigureDef } from '#kernel/figure.ts'
import type { AssetType } from './schema.ts'

/** One figure per type of the catalogue: the quantities that stand on the last day of the period. */
export const assetFigureDefs = (types: AssetType[]): FigureDef[] =>
  types.map(({ code, unit, figure }) => ({
    ...figure,
    unit,
    source: 'assets',
    ask: { type: code, unit },
    tense: 'register',
  }))
