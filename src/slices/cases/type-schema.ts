import { z } from 'zod'
import { LIMIT_UNITS } from '#kernel/work-calendar.ts'

export const Limit = z.strictObject({
  n: z.number().positive().max(400).meta({ label: '时限' }),
  unit: z.enum(LIMIT_UNITS).meta({ label: '时限单位' }),
})
export type Limit = z.infer<typeof Limit>

/** A kind of problem as the catalogue knows it; a city's standard refines it later. */
export const ProblemType = z.strictObject({
  code: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z-]*$/),
  label: z.string().max(40),
  /** The check item such a problem is counted under. */
  item: z.string().max(40),
  help: z.string().max(80),
  pointTypes: z.array(z.string().max(20)).min(1),
  /** Time allowed for an ordinary one. */
  limit: Limit,
  /** after: it is only struck off with a photo taken after the fix. */
  photo: z.enum(['none', 'after']),
  /** Made up by this product, never an official standard. */
  sample: z.boolean(),
})
export type ProblemType = z.infer<typeof ProblemType>
