import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'
import { CaseFilter } from './list-schema.ts'

/** Lists whose filters can be kept. */
export const FILTERED_LISTS = ['cases'] as const

/** A filter as it stands in the address of a list: every value is text. */
const FilterText = z
  .record(z.string().max(20), z.string().max(80))
  .refine((filter) => CaseFilter.safeParse(filter).success, '筛选条件不对')

export const SavedFilterDraft = z.strictObject({
  list: z.enum(FILTERED_LISTS),
  name: z.string().trim().min(1).max(20).meta({ label: '名称' }),
  filter: FilterText,
})
export type SavedFilterDraft = z.infer<typeof SavedFilterDraft>

export const SavedFilter = z.strictObject({ id: Id, name: z.string(), filter: z.record(z.string(), z.string()) })
export type SavedFilter = z.infer<typeof SavedFilter>
