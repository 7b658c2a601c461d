import { z } from 'zod'
import { FactsOfPhoto } from '#kernel/photo-facts.ts'
import { DayText, Id } from '#kernel/shapes.ts'
import { FieldKey } from './kind-schema.ts'

/**
 * Entries, their photos, filters and totals, and campaigns. Amounts are decimal text; days are YYYY-MM-DD in
 * Asia/Shanghai; ids are UUIDv7 made by whoever creates the thing.
 */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const decimal = z
  .string()
  .max(20)
  .regex(/^\d{1,12}(\.\d{1,6})?$/, '应为不小于 0 的数')

/** Longest texts in characters (`campaign`: its name), and most photos of one entry. */
export const ENTRY_LIMITS = { text: 200, long: 4000, locus: 100, note: 2000, campaign: 60, photos: 50 } as const

export const VIA = ['form', 'import', 'chat', 'phone', 'demo'] as const
export const VIA_LABEL: Record<Via, string> = {
  form: '手工录入',
  import: '表格导入',
  chat: '群消息整理',
  phone: '手机上报',
  demo: '演示数据',
}
export type Via = (typeof VIA)[number]

export const STATES = ['live', 'withdrawn'] as const
export const STATE_LABEL: Record<(typeof STATES)[number], string> = { live: '有效', withdrawn: '已撤回' }

export const PHOTO_ROLES = ['scene', 'before', 'after'] as const
export const PHOTO_ROLE_LABEL: Record<(typeof PHOTO_ROLES)[number], string> = {
  scene: '现场',
  before: '整改前',
  after: '整改后',
}

export const EntryPhoto = z.strictObject({
  sha256,
  role: z.enum(PHOTO_ROLES).default('scene'),
  ord: z.number().int().min(0).max(999).default(0),
})
export type EntryPhoto = z.infer<typeof EntryPhoto>

const fieldValue = z.union([z.string().max(ENTRY_LIMITS.long), z.boolean(), z.null()])
export type FieldValue = string | boolean | null

/** What a person, an import or a chat hands in. `number` and `day` fields travel as text. */
export const EntryDraft = z.strictObject({
  id: Id.optional(),
  kind: z.string().max(40).meta({ label: '类别' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  /** Extra words beside the register's place: 门口, 23号商铺. */
  locus: z.string().trim().max(ENTRY_LIMITS.locus).meta({ label: '具体位置' }).optional(),
  dayFrom: DayText.meta({ label: '日期' }),
  dayTo: DayText.meta({ label: '结束日期' }),
  campaignId: Id.nullable().meta({ label: '专项行动' }).optional(),
  amounts: z.record(FieldKey, decimal),
  fields: z.record(FieldKey, fieldValue),
  parties: z.record(FieldKey, z.array(Id).max(50)),
  note: z.string().trim().max(ENTRY_LIMITS.note).meta({ label: '备注' }).optional(),
  via: z.enum(VIA),
  photos: z.array(EntryPhoto).max(ENTRY_LIMITS.photos).optional(),
})
export type EntryDraft = z.input<typeof EntryDraft>

/** With where it comes from, for its history, when another door of the product records it. */
export type EntryRecording = EntryDraft & { reason?: string }

export const EntryCorrection = EntryDraft.extend({
  id: Id,
  reason: z.string().trim().min(1).max(200).meta({ label: '更正原因' }),
  /** The version the writer saw; when given and no longer the present one the correction is refused. */
  version: z.number().int().min(1).optional(),
})
export type EntryCorrection = z.input<typeof EntryCorrection>

export const EntryWithdrawal = z.strictObject({
  id: Id,
  reason: z.string().trim().min(1).max(200).meta({ label: '撤回原因' }),
})
export type EntryWithdrawal = z.infer<typeof EntryWithdrawal>

/** The whole entry as history keeps it: every value normalised, nothing left out, no names of persons. */
export interface EntryBody {
  kind: string
  placeId: string | null
  locus: string
  dayFrom: string
  dayTo: string
  campaignId: string | null
  amounts: Record<string, { amount: string; unit: string }>
  fields: Record<string, FieldValue>
  parties: Record<string, string[]>
  note: string
  via: Via
  author: string
  photos: EntryPhoto[]
  state: 'live' | 'withdrawn'
}

export const EntryRow = z.strictObject({
  id: Id,
  version: z.number().int(),
  kind: z.string(),
  kindLabel: z.string(),
  title: z.string(),
  placeId: Id.nullable(),
  placeName: z.string(),
  locus: z.string(),
  dayFrom: z.string(),
  dayTo: z.string(),
  /** No day of its own: stands for its whole year. */
  wholeYear: z.boolean(),
  campaignId: Id.nullable(),
  campaignName: z.string(),
  amounts: z.array(z.strictObject({ measure: z.string(), label: z.string(), amount: z.string(), unit: z.string() })),
  fields: z.record(z.string(), fieldValue),
  parties: z.record(z.string(), z.array(z.strictObject({ id: Id, name: z.string() }))),
  note: z.string(),
  author: Id,
  authorName: z.string(),
  via: z.enum(VIA),
  state: z.enum(STATES),
  recordedAt: z.string(),
  photos: z.array(EntryPhoto),
  /** Photos its phone told of that have not come yet. */
  photosAway: z.number().int(),
})
export type EntryRow = z.infer<typeof EntryRow>

/** One record with what is known of each of its photos. */
export const EntryOne = EntryRow.extend({ photoFacts: z.array(FactsOfPhoto) })
export type EntryOne = z.infer<typeof EntryOne>

/** What the list, its totals and its exports share. Days: only entries that lie wholly within from…to. */
export const EntryFilter = z.strictObject({
  kind: z.string().max(40).optional(),
  /** This place and everything below it. */
  place: Id.optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  campaign: Id.optional(),
  author: Id.optional(),
  /** Only what the reader recorded. */
  mine: z.enum(['yes']).optional(),
  via: z.enum(VIA).optional(),
  text: z.string().trim().max(60).optional(),
  photos: z.enum(['yes', 'no']).optional(),
  state: z.enum(STATES).optional(),
})
export type EntryFilter = z.infer<typeof EntryFilter>

export const EntryListQuery = EntryFilter.extend({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
  order: z.enum(['newest', 'oldest']).default('newest'),
})
export type EntryListQuery = z.infer<typeof EntryListQuery>

export const EntryPage = z.strictObject({
  rows: z.array(EntryRow),
  /** Number of records the filter shows. Where counting all of them would be slow it stops at 10000. */
  total: z.number().int(),
  /** False: there are more than `total`; show it as 10000+. */
  exact: z.boolean(),
  page: z.number().int(),
  size: z.number().int(),
})
export type EntryPage = z.infer<typeof EntryPage>

export const EntryTotals = z.strictObject({
  entries: z.number().int(),
  exact: z.boolean(),
  measures: z.array(
    z.strictObject({
      kind: z.string(),
      kindLabel: z.string(),
      measure: z.string(),
      label: z.string(),
      unit: z.string(),
      amount: z.string(),
      entries: z.number().int(),
    }),
  ),
})
export type EntryTotals = z.infer<typeof EntryTotals>

/** One thing a correction changed, in words: label of the field, before, after. */
export const EntryChange = z.strictObject({
  field: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
})
export type EntryChange = z.infer<typeof EntryChange>

export const EntryHistoryItem = z.strictObject({
  version: z.number().int(),
  event: z.enum(['entry.recorded', 'entry.corrected', 'entry.withdrawn']),
  position: z.number().int(),
  at: z.string(),
  who: z.string(),
  reason: z.string(),
  changes: z.array(EntryChange),
})
export type EntryHistoryItem = z.infer<typeof EntryHistoryItem>

export const PhotoView = z.strictObject({
  sha256,
  role: z.enum(PHOTO_ROLES),
  ord: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  takenAt: z.string().nullable(),
  /** Version of the entry that carries the photo now. */
  version: z.number().int(),
})
export type PhotoView = z.infer<typeof PhotoView>

// ---- campaigns

export const CampaignTarget = z.strictObject({ kind: z.string().max(40), measure: FieldKey, amount: decimal })

export const CampaignDraft = z.strictObject({
  id: Id.optional(),
  name: z.string().trim().min(1).max(ENTRY_LIMITS.campaign).meta({ label: '名称' }),
  issuer: z.string().trim().max(60).meta({ label: '发起单位' }).optional(),
  kinds: z.array(z.string().max(40)).max(40).default([]),
  targets: z.array(CampaignTarget).max(40).default([]),
  validFrom: DayText,
  validTo: DayText.nullable().optional(),
  reason: z.string().trim().max(200).optional(),
})
export type CampaignDraft = z.input<typeof CampaignDraft>

export const CampaignView = z.strictObject({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  issuer: z.string(),
  kinds: z.array(z.string()),
  targets: z.array(CampaignTarget),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})
export type CampaignView = z.infer<typeof CampaignView>
