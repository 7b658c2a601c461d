import { z } from 'zod'
import { DataField, DataValues } from '#kernel/data-field.ts'
import { Point } from '#kernel/point.ts'
import { DayText, DecimalText, Id, ReasonText } from '#kernel/shapes.ts'

export const PlaceType = z.strictObject({
  code: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z-]*$/),
  label: z.string().max(40),
  /** 个 条 处 …: the word behind a count of such places. */
  countUnit: z.string().max(4),
  aliases: z.array(z.string().max(40)),
  /** Types it may stand below; 'community' = directly in the community (no parent). */
  parents: z.array(z.string().max(40)).min(1),
  fields: z.array(DataField),
})
export type PlaceType = z.infer<typeof PlaceType>

/** Making a place, or with a known `id` correcting it: the whole place as it shall stand. */
export const PlaceDraft = z.strictObject({
  id: Id.optional(),
  type: z.string().max(40),
  name: z.string().trim().min(1).max(60).meta({ label: '名称' }),
  parentId: Id.nullable().meta({ label: '所属地点' }),
  attrs: DataValues,
  /** The words the community also uses for it; absent = left as they are. */
  aliases: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
  note: z.string().max(500).optional(),
  /** Where it is, degrees east then north in WGS-84; absent = left as it is, null = not known. */
  at: Point.nullable().optional().meta({ label: '经纬度' }),
  validFrom: DayText.meta({ label: '启用日期' }),
  /** Last day it stood; null = it stands. */
  validTo: DayText.nullable().optional().meta({ label: '最后一天' }),
  reason: z.string().trim().max(200).optional(),
  /** The version the author saw; another one in the register refuses the change. */
  version: z.number().int().positive().optional(),
})
export type PlaceDraft = z.infer<typeof PlaceDraft>

export const PlaceRow = z.strictObject({
  id: Id,
  type: z.string(),
  typeLabel: z.string(),
  name: z.string(),
  parentId: Id.nullable(),
  /** Names from the top down to the parent: ['第一网格']. */
  path: z.array(z.string()),
  attrs: DataValues,
  aliases: z.array(z.string()),
  note: z.string(),
  at: Point.nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
  /** Places directly below it. */
  children: z.number().int(),
})
export type PlaceRow = z.infer<typeof PlaceRow>

/** A light row for the tree and for pickers. */
export const PlaceNode = z.strictObject({
  id: Id,
  parentId: Id.nullable(),
  type: z.string(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** Whether the reader may record here; everybody but a grid member may anywhere. */
  mine: z.boolean(),
  at: Point.nullable(),
})
export type PlaceNode = z.infer<typeof PlaceNode>

export const PlaceState = z.enum(['standing', 'closed', 'all'])
export const PlaceListQuery = z.strictObject({
  /** Which day's register; default today. */
  day: DayText.optional(),
  state: PlaceState.default('standing'),
  type: z.string().max(40).optional(),
  /** Only what stands below this place, at any depth, itself included. */
  below: Id.optional(),
  /** Part of the name or of an alias. */
  q: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type PlaceListQuery = z.infer<typeof PlaceListQuery>

export const ProfileField = z.strictObject({
  key: z.string().max(40),
  label: z.string().max(40),
  type: z.enum(['number', 'text']),
  unit: z.string().max(10).optional(),
  integer: z.boolean().optional(),
  group: z.string().max(20),
  aliases: z.array(z.string().max(40)),
  /** The figure a report quotes it by. */
  figure: z.string().max(60).optional(),
  /** Where the register knows the same thing. */
  compare: z
    .strictObject({
      of: z.literal('place'),
      type: z.string().max(40),
      attr: z.string().max(40).optional(),
      label: z.string().max(40),
    })
    .optional(),
})
export type ProfileField = z.infer<typeof ProfileField>

/** One stated fact, valid from a day until a later statement. Numbers as decimal text with their unit, else `text`. */
export const ProfileFactDraft = z.strictObject({
  key: z.string().max(40),
  value: DecimalText.nullable().optional(),
  unit: z.string().max(10).optional(),
  text: z.string().max(200).nullable().optional(),
  validFrom: DayText,
  reason: z.string().trim().max(200).optional(),
  version: z.number().int().positive().optional(),
})
export type ProfileFactDraft = z.infer<typeof ProfileFactDraft>

export const ProfileFact = z.strictObject({
  id: Id,
  key: z.string(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  text: z.string().nullable(),
  validFrom: z.string(),
  version: z.number().int(),
})
export type ProfileFact = z.infer<typeof ProfileFact>

/** The same fact in two sources with two values: for a person to settle, never settled by the program. */
export const RegisterFinding = z.strictObject({
  code: z.enum(['profile.differs', 'place.twice']),
  key: z.string(),
  label: z.string(),
  /** The sentence a clerk reads. */
  message: z.string(),
  sources: z.array(
    z.strictObject({
      label: z.string(),
      value: z.string(),
      unit: z.string(),
      /** How many records make it up. */
      count: z.number().int(),
      /** Where to look: a profile fact or places. */
      placeIds: z.array(Id),
      factId: Id.nullable(),
    }),
  ),
})
export type RegisterFinding = z.infer<typeof RegisterFinding>

/** What became of one written name. `locus` = the words behind the registered name (门口, 23号商铺). */
export const PlaceResolution = z.union([
  z.strictObject({ placeId: Id, locus: z.string() }),
  z.strictObject({
    nearest: z.array(z.strictObject({ placeId: Id, name: z.string(), score: z.number() })),
  }),
])
export type PlaceResolution = z.infer<typeof PlaceResolution>

export const CloseBody = z.strictObject({
  validTo: DayText.meta({ label: '最后一天' }),
  reason: ReasonText,
  version: z.number().int().positive(),
})
export const MoveBody = z.strictObject({
  parentId: Id.nullable(),
  reason: ReasonText,
  version: z.number().int().positive(),
})
