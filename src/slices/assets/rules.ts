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

/** One spelling per number, so that 1, 1.0 and 01 are the same quantity. */
export function plainDecimal(text: string): string {
  const [whole = '', part = ''] = text.split('.')
  const digits = part.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '')}${digits ? `.${digits}` : ''}`
}
