import type { Day } from '#kernel/days.ts'

/** A problem as a row of a 问题清单 says it. Its id is settled by the import, so that the same row comes to the same case. */
export interface CaseImport {
  id: string
  pointType: string
  checkItem: string
  issue: string
  placeId: string | null
  locus: string
  foundOn: Day
  /** The unit the sheet holds responsible. */
  partyId: string | null
  /** 已整改. */
  fixed: boolean
  /** When it was put right, if the sheet says. */
  fixedOn: Day | null
  /** Whatever else the row says. */
  note: string
}

/** Longest texts of one row. */
export const CASE_TEXT = { pointType: 20, checkItem: 80, issue: 500, locus: 80, note: 500 } as const
