import type { Day } from '#kernel/days.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    duty: {
      community_id: string
      id: string
      party_id: string
      role: string
      place_id: string | null
      indicator: string | null
      valid_from: Day
      valid_to: Day | null
      note: string
      version: number
    }
    /** View. */
    duty_span: {
      community_id: string
      id: string
      party_id: string
      role: string
      place_id: string | null
      indicator: string | null
      valid_from: Day
      valid_to: Day | null
    }
  }
}
