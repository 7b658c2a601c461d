import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'
import { PLAIN_STATES } from './schema.ts'

/** How many stand in each of the six states, and what is late; for the board and the home page. */
export const CaseBoard = z.strictObject({
  plain: z.record(z.enum(PLAIN_STATES), z.number().int()),
  overdue: z.number().int(),
  recheckDue: z.number().int(),
  toDo: z.number().int(),
})
export type CaseBoard = z.infer<typeof CaseBoard>

/** The same check item found open at several places at once: work for a campaign rather than point to point. */
export const CommonProblem = z.strictObject({
  checkItem: z.string(),
  pointType: z.string(),
  cases: z.number().int(),
  places: z.array(z.strictObject({ id: Id, name: z.string() })),
})
export type CommonProblem = z.infer<typeof CommonProblem>

/** One community on a day, as an office above sees it. */
export const DayRow = z.strictObject({
  id: Id,
  code: z.string(),
  name: z.string(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** Waiting for the office above: to coordinate, or to check because nobody below may. */
  forUs: z.number().int(),
  found: z.number().int(),
  closed: z.number().int(),
})
export type DayRow = z.infer<typeof DayRow>
