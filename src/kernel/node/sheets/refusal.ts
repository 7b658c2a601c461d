import type { ProblemParams } from '#kernel/problem.ts'
import type { SheetProblemCode } from './problems.ts'

/** Thrown by the readers, which do not know the file's name and may run in another thread; becomes a Problem there. */
export class Refusal extends Error {
  readonly code: SheetProblemCode
  readonly params: ProblemParams
  constructor(code: SheetProblemCode, params: ProblemParams = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

export function broken(detail: string): Refusal {
  return new Refusal('workbook.broken', { detail })
}
