import { z } from 'zod'
import { DataField, DataValues } from '#kernel/data-field.ts'
import { DayText, DecimalText, Id, ReasonText } from '#kernel/shapes.ts'

export const AssetType = z.strictObject({
  code: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z-]*$/),
  label: z.string().max(40),
  /** The unit a quantity is kept in unless the record says otherwise. */
  unit: z.string().max(10),
  aliases: z.array(z.string().max(40)),
  figure: z.strictObject({
    key: z.string().max(60),
    label: z.string().max(60),
    print: z.enum(['exact', 'floor']),
    hedge: z.enum(['余', '多']),
  }),
  fields: z.array(DataField),
})
export type AssetType = z.infer<typeof AssetType>

export const ASSET_CONDITIONS = ['intact', 'faded', 'damaged', 'defaced', 'miswritten', 'unlit'] as const
export type AssetCondition = (typeof ASSET_CONDITIONS)[number]
export const ASSET_CONDITION_LABEL: Record<AssetCondition, string> = {
  intact: '完好',
  faded: '褪色',
  damaged: '破损',
  defaced: '涂画或遮盖',
  miswritten: '有错字',
  unlit: '未开启',
}

/** Something that stands there. `quantity` is exact decimal text in `unit`, never converted. */
export const AssetDraft = z.strictObject({
  id: Id.optional(),
  type: z.string().max(40),
  placeId: Id.nullable(),
  /** Where at that place: 门口, 23号商铺. */
  locus: z.string().trim().max(100).optional(),
  quantity: DecimalText.refine((text) => !text.startsWith('-'), '数量不能是负数').meta({ label: '数量' }),
  unit: z.string().trim().min(1).max(10).meta({ label: '单位' }),
  attrs: DataValues,
  condition: z.enum(ASSET_CONDITIONS).optional(),
  /** The day somebody last saw it. */
  seenOn: DayText.nullable().optional(),
  validFrom: DayText,
  /** Last day it stood; null = it stands. */
  validTo: DayText.nullable().optional(),
  reason: z.string().trim().max(200).optional(),
  version: z.number().int().positive().optional(),
})
export type AssetDraft = z.infer<typeof AssetDraft>

export const AssetRow = z.strictObject({
  id: Id,
  type: z.string(),
  typeLabel: z.string(),
  placeId: Id.nullable(),
  placeName: z.string().nullable(),
  placePath: z.array(z.string()),
  locus: z.string(),
  quantity: z.string(),
  unit: z.string(),
  attrs: DataValues,
  condition: z.enum(ASSET_CONDITIONS),
  seenOn: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
})
export type AssetRow = z.infer<typeof AssetRow>

export const AssetListQuery = z.strictObject({
  day: DayText.optional(),
  state: z.enum(['standing', 'removed', 'all']).default('standing'),
  type: z.string().max(40).optional(),
  condition: z.enum(ASSET_CONDITIONS).optional(),
  below: Id.optional(),
  q: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type AssetListQuery = z.infer<typeof AssetListQuery>

export const RemoveBody = z.strictObject({ validTo: DayText, reason: ReasonText, version: z.number().int().positive() })
