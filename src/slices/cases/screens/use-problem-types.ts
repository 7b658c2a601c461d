import { useOne } from '#kernel/web/use-one.ts'
import type { ProblemType } from '../type-schema.ts'

/** The catalogue of problem types. */
export function useProblemTypes(): readonly ProblemType[] {
  return useOne<ProblemType[]>('/problem-types', { lasting: true }).data ?? NONE
}

const NONE: readonly ProblemType[] = []
