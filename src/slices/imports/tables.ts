import type { Instant, Json } from '#kernel/node/tables.ts'
import type { CaseState } from '#slices/cases/schema.ts'
import type { FindingNote } from './finding-note.ts'
import type { SheetMapping } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    import_batch: {
      community_id: string
      id: string
      file_name: string
      sha256: string
      year: number
      state: 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled'
      /** Only what a clerk decided; the rest is read from the file again, which never changes. */
      readings: Json<SheetMapping[]>
      summary: Json<{
        accepted: number
        corrected: number
        unchanged: number
        broken: number
        questions: number
      } | null>
      actor: string
      created_at: Instant
      finished_at: Instant | null
    }
    import_mapping: {
      community_id: string
      signature: string
      /** '' = ignore sheets with these headings. */
      target: string
      columns: Json<Record<string, string | null>>
      updated_at: Instant
    }
    import_link: {
      community_id: string
      source: string
      row_key: string
      content_hash: string
      object_type: string
      object_id: string
      batch_id: string
    }
    pending_row: {
      community_id: string
      id: string
      batch_id: string
      source: string
      row_key: string
      content_hash: string
      sheet: string
      row_number: number
      target: string
      /** Field key → text of the cell. */
      cells: Json<Record<string, string>>
      /** Field key → address of the cell, to name it in sentences. */
      draft: Json<Record<string, string>>
      findings: Json<FindingNote[]>
      state: 'waiting' | 'mended' | 'dropped'
      reason: string | null
      object_id: string | null
      version: number
      created_at: Instant
    }
    import_place: {
      community_id: string
      id: string
      type: string
      name: string
      parent_id: string | null
      attrs: Record<string, string | number | boolean | null>
      note: string
      valid_from: string
      valid_to: string | null
      aliases: string[]
    }
    import_asset: { community_id: string; id: string; valid_from: string }
    import_campaign: { community_id: string; id: string; name: string }
    import_case: {
      community_id: string
      id: string
      state: CaseState
      closing: 'self' | 'checked' | 'before' | null
      dispatched_at: Instant | null
      outside: string
      recheck_on: string | null
    }
    import_withdrawn: { community_id: string; source: string; object_id: string }
  }
}
