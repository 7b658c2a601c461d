import type { Json } from '#kernel/node/tables.ts'
import type { DataValues } from '#kernel/data-field.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    asset: {
      community_id: string
      id: string
      type: string
      place_id: string | null
      locus: string
      quantity: string
      unit: string
      attrs: Json<DataValues>
      condition: string
      seen_on: string | null
      valid_from: string
      valid_to: string | null
      version: number
    }
  }
}
