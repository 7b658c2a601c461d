import { z } from 'zod'
import { FactsOfPhoto } from '#kernel/photo-facts.ts'
import { Id } from '#kernel/shapes.ts'
import { CaseRow } from './list-schema.ts'
import { CasePhoto, STATES } from './schema.ts'
import { STEP_EVENT, type StepName } from './step-schema.ts'
import { Limit, ProblemType } from './type-schema.ts'

export const CaseEvent = z.strictObject({
  version: z.number().int(),
  event: z.string(),
  at: z.string(),
  by: z.string(),
  state: z.enum(STATES),
  note: z.string(),
  reason: z.string().nullable(),
  party: z.string(),
  dueAt: z.string().nullable(),
  until: z.string().nullable(),
  photos: z.array(CasePhoto),
})
export type CaseEvent = z.infer<typeof CaseEvent>

export const CaseFull = CaseRow.extend({
  limit: Limit.nullable(),
  askedUntil: z.string().nullable(),
  outside: z.string(),
  closing: z.enum(['self', 'checked', 'before']).nullable(),
  needsOther: z.boolean(),
  checkAbove: z.boolean(),
  recheckKind: z.enum(['after-deadline', 'scheduled', 'sample']).nullable(),
  /** Whose turn the re-check is; '' when an office above looks. */
  recheckBy: z.string(),
  relapseOf: Id.nullable(),
  relapsedInto: Id.nullable(),
  photoList: z.array(CasePhoto),
  photoFacts: z.array(FactsOfPhoto),
  events: z.array(CaseEvent),
  /** Steps open to the reader now; what they still need is asked by the form. */
  steps: z.array(z.enum(Object.keys(STEP_EVENT) as [StepName, ...StepName[]])),
  /** Who answers for the place today, nearest first. */
  answering: z.array(
    z.strictObject({ partyId: Id, party: z.string(), kind: z.string(), role: z.string(), distance: z.number().int() }),
  ),
  type: ProblemType.nullable(),
  mayAddPhoto: z.boolean(),
})
export type CaseFull = z.infer<typeof CaseFull>
