import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { Limit } from './type-schema.ts'

/** More in one go is a sheet for the import, not a list somebody reads through. */
export const MOST_LISTED = 300

const from = {
  source: z.enum(['superior', 'hotline', 'assessment']).meta({ label: '来源' }),
  sourceRef: z.string().trim().max(80).default('').meta({ label: '来文或工单编号' }),
}

export const PasteBody = z.strictObject({
  text: z.string().max(40_000).meta({ label: '问题清单' }),
  ...from,
  /** True: only shows what would be entered. */
  dryRun: z.boolean().default(true),
})
export type PasteBody = z.infer<typeof PasteBody>

/** One problem of a list as it will be entered, once somebody has looked at it. */
export const ListedRow = z.strictObject({
  id: Id,
  issue: z.string().trim().min(2).max(500).meta({ label: '问题' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  locus: z.string().trim().max(80).default('').meta({ label: '具体位置' }),
  partyId: Id.nullable().default(null).meta({ label: '责任单位' }),
  limit: Limit.nullable().default(null).meta({ label: '时限' }),
  /** 时限 as the list says it; kept as words where it is no limit. */
  due: z.string().trim().max(40).default(''),
  sourceRef: z.string().trim().max(80).default(''),
})
export type ListedRow = z.infer<typeof ListedRow>

export const ListPreviewRow = ListedRow.extend({
  issue: z.string(),
  line: z.int(),
  place: z.string(),
  /** The place as the list names it. */
  where: z.string(),
  party: z.string(),
  /** What somebody should look at, in sentences. */
  findings: z.array(z.string()),
  /** Whether it is taken unless somebody says no: not what is already open. */
  taken: z.boolean(),
})
export type ListPreviewRow = z.infer<typeof ListPreviewRow>

export const ListPreview = z.strictObject({
  rows: z.array(ListPreviewRow),
  /** Lines taken for no problem. */
  left: z.array(z.strictObject({ line: z.int(), text: z.string() })),
  /** Sheets without such a list, or what each column was taken for. */
  notes: z.array(z.string()),
  entered: z.int(),
})
export type ListPreview = z.infer<typeof ListPreview>

export const ListConfirm = z.strictObject({
  ...from,
  rows: z.array(ListedRow).min(1).max(MOST_LISTED),
  /** Hands out at once those that name a responsible body. */
  dispatch: z.boolean().default(false),
  foundOn: DayText.optional(),
})
export type ListConfirm = z.infer<typeof ListConfirm>
