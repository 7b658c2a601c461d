import type { PaperKind, PaperRow, PaperState } from './paper-schema.ts'
import type { OfficeLevel } from './paper-rules.ts'

/** What a paper holds beside its columns; unit, facts and rows are frozen when it is sent. */
export interface PaperBody {
  /** Whose paper it is: only that office changes, drops or sends it, and its name stands under it. */
  office: OfficeLevel
  addressee: string
  intro: string
  demands: string
  period: { from: string; to: string } | null
  unit: string
  facts: string[]
  rows: PaperRow[]
}

export interface Paper {
  id: string
  kind: PaperKind
  year: number
  number: number | null
  title: string
  caseIds: string[]
  partyId: string | null
  outside: string
  body: PaperBody
  state: PaperState
  author: string
  sender: string | null
  sentAt: Date | null
  version: number
  createdAt: Date
}
