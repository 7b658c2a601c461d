import type { DataValues } from '#kernel/data-field.ts'
import type { AssetCondition } from './schema.ts'

/** An asset as history keeps it. */
export interface AssetBody {
  type: string
  placeId: string | null
  locus: string
  quantity: string
  unit: string
  attrs: DataValues
  condition: AssetCondition
  seenOn: string | null
  validFrom: string
  validTo: string | null
}
