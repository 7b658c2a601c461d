import type { ProblemBody } from '#kernel/problem.ts'

/** A failure the server explained: its sentence is already in the reader's language and says what to do. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.message)
    this.name = 'ApiProblem'
    this.body = body
  }
  get code(): string {
    return this.body.code
  }
  get status(): number {
    return this.body.status
  }
  get field(): string | undefined {
    return this.body.field
  }
}
