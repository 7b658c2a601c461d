import { z } from 'zod'
import { isDay } from '#kernel/days.ts'
import { UUID_PATTERN } from '#kernel/ids.ts'

/**
 * The shapes of the ledger: kinds (what an entry carries, as data), entries, filters, totals and campaigns. Amounts
 * are decimal text; days are YYYY-MM-DD in Asia/Shanghai; ids are UUIDv7 made by whoever creates the thing.
 */
const id = z.string().regex(UUID_PATTERN, '编号格式不对')
const day = z.string().max(10).refine(isDay, '日期应写成 2020-05-08 这样的真实日期')
const key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
const label = z.string().trim().min(1).max(40)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const decimal = z.string().max(20).regex(/^\d{1,12}(\.\d{1,6})?$/, '应为不小于 0 的数')

// ---- kinds

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
  key,
  label,
  /** Other words a heading may use for it. */
  aliases: z.array(label).max(40).default([]),
  type: z.enum(FIELD_TYPES),
  options: z.array(label).max(60).optional(),
  /** Words that mean one of the options, e.g. 已完成 → 已整改. */
  optionAliases: z.record(label, label).optional(),
  /** The options are suggestions; other words are accepted too. */
  open: z.boolean().optional(),
  partyKind: z.enum(['person', 'unit', 'team']).optional(),
  required: z.boolean().optional(),
  /** No longer asked for; what older records hold stays. */
  retired: z.boolean().optional(),
})
export type FieldDef = z.infer<typeof FieldDef>

export const MeasureDef = z.strictObject({
  key,
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
  measure: key.optional(),
  /** Only entries at places of this type. */
  placeType: z.string().max(40).optional(),
  /** The party field whose distinct members are counted. */
  field: key.optional(),
  where: z.strictObject({ field: key, equals: z.string().max(40) }).optional(),
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
  titleField: key.optional(),
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

// ---- entries

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

const fieldValue = z.union([z.string().max(4000), z.boolean(), z.null()])
export type FieldValue = string | boolean | null

/** What a person, an import or a chat hands in. `number` and `day` fields travel as text. */
export const EntryDraft = z.strictObject({
  id: id.optional(),
  kind: z.string().max(40).meta({ label: '类别' }),
  placeId: id.nullable().meta({ label: '地点' }),
  /** Extra words beside the register's place: 门口, 23号商铺. */
  locus: z.string().trim().max(100).meta({ label: '具体位置' }).optional(),
  dayFrom: day.meta({ label: '日期' }),
  dayTo: day.meta({ label: '结束日期' }),
  campaignId: id.nullable().meta({ label: '专项行动' }).optional(),
  amounts: z.record(key, decimal),
  fields: z.record(key, fieldValue),
  parties: z.record(key, z.array(id).max(50)),
  note: z.string().trim().max(2000).meta({ label: '备注' }).optional(),
  via: z.enum(VIA),
  photos: z.array(EntryPhoto).max(50).optional(),
})
export type EntryDraft = z.input<typeof EntryDraft>

export const EntryCorrection = EntryDraft.extend({
  id,
  reason: z.string().trim().min(1).max(200).meta({ label: '更正原因' }),
  /** The version the writer saw; when given and no longer the present one the correction is refused. */
  version: z.number().int().min(1).optional(),
})
export type EntryCorrection = z.input<typeof EntryCorrection>

export const EntryWithdrawal = z.strictObject({
  id,
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
  id,
  version: z.number().int(),
  kind: z.string(),
  kindLabel: z.string(),
  title: z.string(),
  placeId: id.nullable(),
  placeName: z.string(),
  locus: z.string(),
  dayFrom: z.string(),
  dayTo: z.string(),
  /** No day of its own: stands for its whole year. */
  wholeYear: z.boolean(),
  campaignId: id.nullable(),
  campaignName: z.string(),
  amounts: z.array(z.strictObject({ measure: z.string(), label: z.string(), amount: z.string(), unit: z.string() })),
  fields: z.record(z.string(), fieldValue),
  parties: z.record(z.string(), z.array(z.strictObject({ id, name: z.string() }))),
  note: z.string(),
  author: id,
  authorName: z.string(),
  via: z.enum(VIA),
  state: z.enum(STATES),
  recordedAt: z.string(),
  photos: z.array(EntryPhoto),
})
export type EntryRow = z.infer<typeof EntryRow>

/** What the list, its totals and its exports share. Days: only entries that lie wholly within from…to. */
export const EntryFilter = z.strictObject({
  kind: z.string().max(40).optional(),
  /** This place and everything below it. */
  place: id.optional(),
  from: day.optional(),
  to: day.optional(),
  campaign: id.optional(),
  author: id.optional(),
  via: z.enum(VIA).optional(),
  text: z.string().trim().max(60).optional(),
  photos: z.enum(['yes', 'no']).optional(),
  state: z.enum(STATES).optional(),
})
export type EntryFilter = z.infer<typeof EntryFilter>

export const PAGE_SIZES = [20, 50, 100, 200] as const
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
export const EntryChange = z.strictObject({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })
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

export const Saved = z.strictObject({
  id,
  version: z.number().int(),
  outcome: z.enum(['created', 'corrected', 'unchanged']),
})

// ---- campaigns

export const CampaignTarget = z.strictObject({ kind: z.string().max(40), measure: key, amount: decimal })

export const CampaignDraft = z.strictObject({
  id: id.optional(),
  name: z.string().trim().min(1).max(60).meta({ label: '名称' }),
  issuer: z.string().trim().max(60).meta({ label: '发起单位' }).optional(),
  kinds: z.array(z.string().max(40)).max(40).default([]),
  targets: z.array(CampaignTarget).max(40).default([]),
  validFrom: day,
  validTo: day.nullable().optional(),
  reason: z.string().trim().max(200).optional(),
})
export type CampaignDraft = z.input<typeof CampaignDraft>

export const CampaignView = z.strictObject({
  id,
  version: z.number().int(),
  name: z.string(),
  issuer: z.string(),
  kinds: z.array(z.string()),
  targets: z.array(CampaignTarget),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})
export type CampaignView = z.infer<typeof CampaignView>

// ---- figures over HTTP

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

export const FigureQuery = z.strictObject({ from: day, to: day, place: id.optional(), campaign: id.optional() })

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
      type: z.enum(['entry', 'place', 'party', 'asset', 'profile']),
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
