import { z } from 'zod'
import { PARTY_KINDS } from '#slices/people/schema.ts'

/** What an entry of a kind carries, as data: the same shape in catalog/kinds and in what a community makes itself. */

// What every object answers to by itself (constructor, valueOf …) cannot be the key of a field.
export const FieldKey = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
  .refine((text) => !(text in {}), '不能用这个代码')
const label = z.string().trim().min(1).max(40)

export const FIELD_TYPES = ['text', 'long', 'choice', 'number', 'party', 'parties', 'day', 'flag'] as const
export const FIELD_TYPE_LABEL: Record<FieldType, string> = {
  text: '单行文字',
  long: '多行文字',
  choice: '选项',
  number: '数字',
  party: '单位、队伍或人员（一个）',
  parties: '单位、队伍或人员（多个）',
  day: '日期',
  flag: '是/否',
}
export type FieldType = (typeof FIELD_TYPES)[number]

export const FieldDef = z.strictObject({
  key: FieldKey,
  label,
  /** Other words a heading may use for it. */
  aliases: z.array(label).max(40).default([]),
  type: z.enum(FIELD_TYPES),
  options: z.array(label).max(60).optional(),
  /** Words that mean one of the options, e.g. 已完成 → 已整改. */
  optionAliases: z.record(label, label).optional(),
  /** The options are suggestions; other words are accepted too. */
  open: z.boolean().optional(),
  partyKind: z.enum(PARTY_KINDS).optional(),
  required: z.boolean().optional(),
  /** No longer asked for; what older records hold stays. */
  retired: z.boolean().optional(),
})
export type FieldDef = z.infer<typeof FieldDef>

export const MeasureDef = z.strictObject({
  key: FieldKey,
  label,
  unit: z.string().trim().min(1).max(12),
  aliases: z.array(label).max(40).default([]),
  integer: z.boolean().optional(),
  retired: z.boolean().optional(),
})
export type MeasureDef = z.infer<typeof MeasureDef>

export const FIGURE_KEY = /^[a-z][a-z0-9-]*(\.[a-z][a-zA-Z0-9-]*)+$/

export const KindFigureDef = z.strictObject({
  key: z.string().regex(FIGURE_KEY).max(80),
  label: z.string().trim().min(1).max(60),
  unit: z.string().trim().min(1).max(12),
  aggregate: z.enum(['count', 'sum', 'places', 'parties']),
  measure: FieldKey.optional(),
  /** Only entries at places of this type. */
  placeType: z.string().max(40).optional(),
  /** The party field whose distinct members are counted. */
  field: FieldKey.optional(),
  where: z.strictObject({ field: FieldKey, equals: z.string().max(40) }).optional(),
  print: z.enum(['exact', 'floor']).default('exact'),
  hedge: z.enum(['余', '多']).default('余'),
  /** Counts what stands on the last day of the period, not what happened within it. */
  asOf: z.boolean().optional(),
})
export type KindFigureDef = z.infer<typeof KindFigureDef>

export const KIND_CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** Kinds a community makes itself carry this prefix, so that no release ever ships the same code. */
export const OWN_KIND_PREFIX = 'own-'

export const PHOTO_RULES = ['none', 'optional', 'required'] as const
export const PHOTO_RULE_LABEL: Record<(typeof PHOTO_RULES)[number], string> = {
  none: '不附照片',
  optional: '可附照片',
  required: '须附照片',
}

export const KindDef = z.strictObject({
  code: z.string().regex(KIND_CODE).max(40),
  label,
  /** Heading under which lists show it, e.g. 环境整治. */
  group: z.string().trim().max(20).default(''),
  /** Rows have no day of their own: they stand for a whole year. */
  undated: z.boolean().optional(),
  /** An activity of working days; on a public holiday an import asks whether the day is right. */
  workingDay: z.boolean().optional(),
  placeRequired: z.boolean().default(false),
  /** Names or titles of sheets that hold it in workbooks. */
  sheetNames: z.array(label).max(40).default([]),
  /** Other words for the day and place columns of this kind. */
  dayAliases: z.array(label).max(40).default([]),
  placeAliases: z.array(label).max(40).default([]),
  fields: z.array(FieldDef).max(60).default([]),
  measures: z.array(MeasureDef).max(40).default([]),
  /** The field a record is recognised by in lists. */
  titleField: FieldKey.optional(),
  photo: z.enum(PHOTO_RULES).default('optional'),
  figures: z.array(KindFigureDef).max(40).default([]),
  version: z.number().int().min(1).default(1),
  /** Not offered for new records any more. */
  retired: z.boolean().optional(),
})
export type KindDef = z.infer<typeof KindDef>
export type KindDraft = z.input<typeof KindDef> & { reason?: string | undefined }

/** A kind as lists show it: whether the community made or changed it, and how many records it has. */
export const KindView = KindDef.extend({ own: z.boolean(), changed: z.boolean() })
export type KindView = z.infer<typeof KindView>
