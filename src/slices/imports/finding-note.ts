import type { ProblemParams } from '#kernel/problem.ts'

/** A finding before it is put into words: what is stored and what the pure planner speaks in. */
export interface FindingNote {
  sheet: string
  cell: string | null
  row: number | null
  code: string
  severity: 'error' | 'question' | 'info'
  params: ProblemParams
  /** The target's field it is about. */
  field?: string
}
