import type { Say } from '#kernel/web/words.ts'
import type { AssetCondition, AssetRow } from '../schema.ts'

export const CONDITIONS: readonly AssetCondition[] = ['intact', 'faded', 'damaged', 'defaced', 'miswritten', 'unlit']

export function conditionWord(condition: AssetCondition, t: Say): string {
  return {
    intact: t('完好'),
    faded: t('褪色'),
    damaged: t('破损'),
    defaced: t('涂画或遮盖'),
    miswritten: t('有错字'),
    unlit: t('未开启'),
  }[condition]
}

/** Where it stands: 和平小区 门口. */
export function assetSpot(asset: AssetRow): string {
  return [asset.placeName, asset.locus].filter(Boolean).join(' ')
}
