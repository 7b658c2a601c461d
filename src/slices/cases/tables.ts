import type { Generated } from 'kysely'
import type { Instant, Json } from '#kernel/node/tables.ts'
import type { LimitUnit } from '#kernel/work-calendar.ts'
import type { CaseBody, Closing, RecheckKind } from './case-body.ts'
import type { CasePhoto, CaseState, Severity, Source } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    problem_case: {
      community_id: string
      id: string
      type_code: string
      point_type: string
      check_item: string
      severity: Severity
      issue: string
      place_id: string | null
      locus: string
      source: Source
      source_ref: string
      found_on: string
      handed_down: boolean
      author: string
      recorded_at: Instant
      state: CaseState
      party_id: string | null
      handed_to: string[]
      limit_n: string | null
      limit_unit: LimitUnit | null
      due_at: Instant | null
      stopped_at: Instant | null
      asked_until: string | null
      review_on: string | null
      outside: string
      accepted_at: Instant | null
      dispatched_at: Instant | null
      fed_back_at: Instant | null
      closed_at: Instant | null
      closed_by: string | null
      closing: Closing | null
      fixers: string[]
      fixer_parties: string[]
      by_community: boolean
      rework: number
      extensions: number
      suspensions: number
      joins: number
      check_above: boolean
      recheck_on: string | null
      recheck_kind: RecheckKind | null
      recheck_by: string | null
      rechecked_at: Instant | null
      relapse_of: string | null
      act: Json<CaseBody['act']>
      terms: string[]
      version: number
      position: number
    }
    case_photo: {
      community_id: string
      case_id: string
      sha256: string
      role: CasePhoto['role']
      version: number
    }
    case_follow: {
      community_id: string
      code_hash: Buffer
      case_id: string
      contact: string
      said: Generated<'' | 'fixed' | 'not-fixed'>
      created_at: Instant
    }
    case_limit: {
      community_id: string
      type_code: string
      severity: Severity
      id: string
      n: string
      unit: LimitUnit
      version: number
    }
    calendar_day: {
      community_id: string
      day: string
      id: string
      worked: boolean
      note: string
      version: number
    }
    case_paper: {
      community_id: string
      id: string
      kind: 'dispatch' | 'notice' | 'supervise' | 'bulletin' | 'coordinate'
      year: number
      number: number | null
      title: string
      case_ids: string[]
      party_id: string | null
      outside: string
      body: Json<Record<string, unknown>>
      state: Generated<'draft' | 'sent' | 'dropped'>
      author: string
      sender: string | null
      sent_at: Instant | null
      version: number
      created_at: Instant
    }
    notice: {
      community_id: string
      account_id: string
      day: string
      id: string
      items: Json<unknown[]>
      made_at: Instant
      read_at: Instant | null
    }
    saved_filter: {
      community_id: string
      id: string
      account_id: string
      list: string
      name: string
      filter: Json<Record<string, string>>
    }
    /** View of people. */
    staff: {
      community_id: string
      account_id: string
      actor: string
      role: string
      valid_from: string
      valid_to: string | null
      parties: string[]
    }
  }
}
