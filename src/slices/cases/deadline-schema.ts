import { z } from 'zod'
import { DayText } from '#kernel/shapes.ts'
import { SEVERITIES } from './schema.ts'
import { Limit } from './type-schema.ts'

/** The time allowed for one kind and severity; type '' is what every kind without an own one follows. */
export const CaseLimit = z.strictObject({
  typeCode: z.string(),
  typeLabel: z.string(),
  /** Where such problems are found; two kinds may have one name. */
  pointTypes: z.array(z.string()),
  severity: z.enum(SEVERITIES),
  /** What holds now. */
  limit: Limit,
  /** What the product ships, marked 自定: no rule of any city. */
  shipped: Limit,
  /** The office set this one itself. */
  own: z.boolean(),
  /** 0 while it is the shipped one. */
  version: z.int(),
})
export type CaseLimit = z.infer<typeof CaseLimit>

export const CaseLimitChange = z.strictObject({
  typeCode: z.string().max(60).meta({ label: '问题类型' }),
  severity: z.enum(SEVERITIES).meta({ label: '程度' }),
  /** Null goes back to the shipped one. */
  limit: Limit.nullable().meta({ label: '时限' }),
  version: z.int().min(0).meta({ label: '版本' }),
})
export type CaseLimitChange = z.infer<typeof CaseLimitChange>

export const CalendarDay = z.strictObject({
  day: DayText.meta({ label: '日期' }),
  worked: z.boolean().meta({ label: '上班' }),
  note: z.string().trim().max(60).default('').meta({ label: '说明' }),
  /** 0 for a day not on the list yet. */
  version: z.int().min(0).default(0),
})
export type CalendarDay = z.infer<typeof CalendarDay>

export const CalendarAnswer = z.strictObject({
  days: z.array(CalendarDay.extend({ official: z.string() })),
  /** The last year whose official holidays the product knows. */
  knownTo: z.int(),
})
export type CalendarAnswer = z.infer<typeof CalendarAnswer>
