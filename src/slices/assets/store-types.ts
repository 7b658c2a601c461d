import { readCatalogue } from '#kernel/node/catalogue.ts'
import { AssetType } from './schema.ts'

export const assetTypes: AssetType[] = readCatalogue('asset-types.yaml', AssetType)

const byCode = new Map(assetTypes.map((type) => [type.code, type]))
export const assetTypeOf = (code: string): AssetType | undefined => byCode.get(code)
