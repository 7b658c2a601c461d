import type { AssetRow } from '../schema.ts'

/** Where it stands: 和平小区 门口. */
export function assetSpot(asset: AssetRow): string {
  return [asset.placeName, asset.locus].filter(Boolean).join(' ')
}
