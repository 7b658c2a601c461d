import type { Instant } from '#kernel/node/tables.ts'
import type { Circle, Likeness, QuestionState, Target } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    photo_print: {
      community_id: string
      sha256: string
      crop: number
      hash: string
      band0: number
      band1: number
      band2: number
      band3: number
      fine: Buffer
    }
    photo_follow: { community_id: string; position: number }
    photo_question: {
      community_id: string
      id: string
      first_target: Target
      first_id: string
      first_sha256: string
      second_target: Target
      second_id: string
      second_sha256: string
      likeness: Likeness
      distance: number
      circle: Circle
      state: QuestionState
      word: string
      answered_by: string | null
      answered_at: Instant | null
      asked_at: Instant
      version: number
    }
  }
}
