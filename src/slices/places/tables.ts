import type { ColumnType } from 'kysely'
import type { Json } from '#kernel/node/tables.ts'
import type { DataValues } from '#kernel/data-field.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    place: {
      community_id: string
      id: string
      type: string
      name: string
      parent_id: string | null
      attrs: Json<DataValues>
      note: string
      geometry: ColumnType<unknown, string | null, string | null>
      valid_from: string
      valid_to: string | null
      version: number
    }
    place_alias: { community_id: string; alias: string; place_id: string }
    profile_fact: {
      community_id: string
      key: string
      valid_from: string
      id: string
      value: string | null
      unit: string | null
      text: string | null
      version: number
    }
    /** View: every place with everything it stands below, itself at depth 0. */
    place_tree: { community_id: string; place_id: string; ancestor_id: string; depth: number }
    /** View: `path` holds the names above it, from the top down. */
    place_label: {
      community_id: string
      id: string
      type: string
      name: string
      parent_id: string | null
      path: string[]
      attrs: Json<DataValues>
      valid_from: string
      valid_to: string | null
    }
  }
}
