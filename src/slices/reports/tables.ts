import type { Generated } from 'kysely'
import type { Evidence } from '#kernel/figure.ts'
import type { Instant, Json } from '#kernel/node/tables.ts'
import type { ReportDoc } from './doc.ts'
import type { ReportState } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    outline: {
      community_id: string
      id: string
      code: string
      name: string
      period: 'month' | 'quarter' | 'year' | 'free'
      source: string
      version: number
    }
    report: {
      community_id: string
      id: string
      outline: string | null
      title: string
      day_from: string
      day_to: string
      state: Generated<ReportState>
      doc: Json<ReportDoc>
      version: number
      author: string
      reviewer: string | null
      issuer: string | null
      issued_at: Instant | null
      position: number | null
      created_at: Instant
      updated_at: Instant
    }
    report_figure: {
      community_id: string
      report_id: string
      chip: string
      key: string
      label: string
      day_from: string
      day_to: string
      value: string | null
      unit: string
      printed: string
      count: number
      evidence: Json<Evidence[]>
    }
    open_problem: {
      community_id: string
      id: string
      version: number
      day_from: string
      day_to: string
      point_type: string
      item: string
      place: string
      photos: number
      /** The day it was closed; null while it is open. */
      closed_on: string | null
    }
    case_picture: {
      community_id: string
      case_id: string
      sha256: string
      role: 'scene' | 'before' | 'after'
      version: number
      taken_at: Instant | null
    }
    evidence_photo: {
      community_id: string
      entry_id: string
      sha256: string
      role: 'scene' | 'before' | 'after'
      ord: number
      taken_at: Instant | null
    }
  }
}
