import type { Instant, Json } from '#kernel/node/tables.ts'
import type { PartyAttrs, PartyKind } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    party: {
      community_id: string
      id: string
      kind: PartyKind
      station_id: string | null
      attrs: Json<PartyAttrs>
      valid_from: string
      valid_to: string | null
      version: number
    }
    party_detail: { community_id: string; party_id: string; name: string; phone: string }
    /** View: kind and name, the name empty once a person's details were erased. */
    party_label: {
      community_id: string
      id: string
      kind: PartyKind
      name: string
      erased: boolean
      valid_from: string
      valid_to: string | null
    }
    /** View. */
    case_of_party: {
      community_id: string
      id: string
      party_id: string
      state: string
      issue: string
      place_id: string | null
      locus: string
      due_at: Instant | null
    }
    /** View. */
    ledger_of_author: { community_id: string; author: string; kind: string; entries: number; last_day: string }
    /** View. */
    party_phone: { community_id: string; id: string; phone: string }
  }
}
