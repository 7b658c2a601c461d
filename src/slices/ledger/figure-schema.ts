import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'

/** Figures as HTTP asks and answers them. */

export const FigureView = z.strictObject({
  key: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  unit: z.string(),
  printed: z.string(),
  count: z.number().int(),
  tense: z.enum(['register', 'flow']),
  print: z.enum(['exact', 'floor']),
  hedge: z.enum(['余', '多']),
})
export type FigureView = z.infer<typeof FigureView>

export const FigureQuery = z.strictObject({ from: DayText, to: DayText, place: Id.optional(), campaign: Id.optional() })

export const FigureTraceQuery = FigureQuery.extend({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

export const FigureTrace = z.strictObject({
  figure: FigureView,
  total: z.number().int(),
  page: z.number().int(),
  size: z.number().int(),
  rows: z.array(
    z.strictObject({
      type: z.enum(['entry', 'place', 'party', 'asset', 'profile', 'case']),
      id: z.string(),
      version: z.number().int(),
      day: z.string().nullable(),
      dayTo: z.string().nullable(),
      place: z.string(),
      title: z.string(),
      amount: z.string().nullable(),
      unit: z.string(),
      photos: z.number().int(),
    }),
  ),
})
export type FigureTrace = z.infer<typeof FigureTrace>
