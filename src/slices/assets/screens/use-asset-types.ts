import { useOne } from '#kernel/web/use-one.ts'
import type { AssetType } from '../schema.ts'

export function useAssetTypes(): AssetType[] {
  return useOne<AssetType[]>('/asset-types', { lasting: true }).data ?? []
}
