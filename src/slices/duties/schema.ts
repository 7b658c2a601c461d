import { z } from 'zod'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'
import { PARTY_KINDS } from '#slices/people/schema.ts'

export const DutyRole = z.strictObject({
  code: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z-]*$/),
  /** Shown with 包抓 replaced by the community's own word (包保, 包联 …). */
  label: z.string().max(40),
  by: z.array(z.enum(PARTY_KINDS)).min(1),
  /** Place types it may be held on; empty = held on an indicator, not a place. */
  on: z.array(z.string().max(40)),
  /** Whether a place with such a duty (its own or inherited) counts as answered for. */
  contracts: z.boolean(),
  /** Whether two on the same place on the same day are a finding. */
  exclusive: z.boolean(),
  ord: z.number().int(),
  aliases: z.array(z.string().max(40)).optional(),
})
export type DutyRole = z.infer<typeof DutyRole>

/** Who answers for a place (or an indicator), as what, from–to. Both days inclusive. */
export const DutyDraft = z.strictObject({
  id: Id.optional(),
  partyId: Id.meta({ label: '责任人' }),
  role: z.string().max(40).meta({ label: '角色' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  /** Code of an indicator, when the duty is not on a place. */
  indicator: z.string().trim().max(40).nullable().optional(),
  validFrom: DayText.meta({ label: '起始日期' }),
  validTo: DayText.nullable().optional().meta({ label: '结束日期' }),
  note: z.string().max(200).optional(),
  reason: z.string().trim().max(200).optional(),
  version: z.number().int().positive().optional(),
})
export type DutyDraft = z.infer<typeof DutyDraft>

export const DutyRow = z.strictObject({
  id: Id,
  partyId: Id,
  partyName: z.string(),
  partyKind: z.enum(PARTY_KINDS),
  role: z.string(),
  roleLabel: z.string(),
  placeId: Id.nullable(),
  placeName: z.string().nullable(),
  placeType: z.string().nullable(),
  placePath: z.array(z.string()),
  indicator: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  note: z.string(),
  version: z.number().int(),
})
export type DutyRow = z.infer<typeof DutyRow>

export const DutyListQuery = z.strictObject({
  day: DayText.optional(),
  state: z.enum(['running', 'ended', 'all']).default('running'),
  role: z.string().max(40).optional(),
  partyId: Id.optional(),
  /** Duties on this place and everything below it. */
  below: Id.optional(),
  q: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type DutyListQuery = z.infer<typeof DutyListQuery>

/** Who answered for a place on a day: the place's own duties first, then those inherited from above. */
export const Answering = DutyRow.extend({
  /** 0 = on the place itself, 1 = on its parent, … */
  distance: z.number().int(),
  phone: z.string(),
})
export type Answering = z.infer<typeof Answering>

/** A place nobody was contracted to over these days; `to` null = still open. */
export const DutyGap = z.strictObject({
  placeId: Id,
  placeName: z.string(),
  placeType: z.string(),
  placePath: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  /** 缺口至今未补. */
  open: z.boolean(),
})
export type DutyGap = z.infer<typeof DutyGap>

/** Two or more holders of a role that one holds alone, on the same place over the same days. */
export const DutyOverlap = z.strictObject({
  placeId: Id,
  placeName: z.string(),
  placeType: z.string(),
  placePath: z.array(z.string()),
  role: z.string(),
  roleLabel: z.string(),
  from: z.string(),
  to: z.string(),
  holders: z.array(z.strictObject({ dutyId: Id, partyId: Id, partyName: z.string() })),
})
export type DutyOverlap = z.infer<typeof DutyOverlap>

export const CoverageQuery = z.strictObject({ from: DayText, to: DayText })
export const HandOverBody = z.strictObject({
  /** Who takes over. */
  partyId: Id,
  /** First day of the new holder; the old one ends the day before. */
  day: DayText,
  reason: ReasonText,
  version: z.number().int().positive(),
  note: z.string().max(200).optional(),
})
export const EndBody = z.strictObject({ validTo: DayText, reason: ReasonText, version: z.number().int().positive() })
