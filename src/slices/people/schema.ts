import { z } from 'zod'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'

/** In the order lists show them. */
export const PARTY_KINDS = ['unit', 'team', 'person'] as const
export type PartyKind = (typeof PARTY_KINDS)[number]
export const PARTY_KIND_LABEL: Record<PartyKind, string> = { unit: '单位', team: '志愿服务队', person: '人员' }

/** What is known of a party besides its name: nothing here names or reaches a person. */
export const PartyAttrs = z.strictObject({
  /** Team: 人数. */
  members: z.number().int().min(0).max(100_000).optional(),
  /** Team: 服务内容. */
  service: z.string().max(200).optional(),
  /** Unit: 市直, 区直 …; person: 职务. */
  level: z.string().max(20).optional(),
  title: z.string().max(60).optional(),
  /** Person: the unit they work in. */
  unitId: Id.optional(),
  /** Unit: 地址. */
  address: z.string().max(200).optional(),
})
export type PartyAttrs = z.infer<typeof PartyAttrs>

/** In a draft: absent = left as it is, null = taken away. */
const PartyAttrsDraft = z.strictObject({
  members: PartyAttrs.shape.members.nullable(),
  service: PartyAttrs.shape.service.nullable(),
  level: PartyAttrs.shape.level.nullable(),
  title: PartyAttrs.shape.title.nullable(),
  unitId: PartyAttrs.shape.unitId.nullable(),
  address: PartyAttrs.shape.address.nullable(),
})
type PartyAttrsDraft = z.infer<typeof PartyAttrsDraft>

export const PARTY_ATTRS: {
  key: keyof PartyAttrs
  label: string
  unit?: string
  of: PartyKind[]
  aliases: string[]
}[] = [
  { key: 'members', label: '人数', unit: '人', of: ['team'], aliases: ['队员数', '志愿者人数'] },
  { key: 'service', label: '服务内容', of: ['team'], aliases: ['服务项目', '服务方向'] },
  { key: 'level', label: '隶属', of: ['unit'], aliases: ['级别', '单位类别'] },
  { key: 'address', label: '地址', of: ['unit'], aliases: ['单位地址'] },
  { key: 'title', label: '职务', of: ['person'], aliases: ['岗位'] },
  { key: 'unitId', label: '所在单位', of: ['person'], aliases: ['单位', '工作单位'] },
]

/**
 * Making a party or with a known `id` correcting it. Without an id, a party of that kind and name that already
 * stands is found instead, so that a workbook naming 市直单位1 forty times makes it once.
 */
export const PartyDraft = z.strictObject({
  id: Id.optional(),
  kind: z.enum(PARTY_KINDS),
  name: z.string().trim().min(1).max(60).meta({ label: '名称' }),
  phone: z
    .string()
    .trim()
    .max(30)
    .regex(/^[0-9+\-() ]*$/, '电话只能写数字、空格和 + - ( )')
    .optional()
    .meta({ label: '电话' }),
  /** A team's 依托站点. */
  stationId: Id.nullable().optional(),
  attrs: PartyAttrsDraft,
  validFrom: DayText,
  validTo: DayText.nullable().optional(),
  reason: z.string().trim().max(200).optional(),
  version: z.number().int().positive().optional(),
})
export type PartyDraft = z.infer<typeof PartyDraft>

export const PartyRow = z.strictObject({
  id: Id,
  kind: z.enum(PARTY_KINDS),
  /** Empty once the person's details were erased. */
  name: z.string(),
  erased: z.boolean(),
  /** Masked (138****0000) for readers who may not see personal data. */
  phone: z.string(),
  stationId: Id.nullable(),
  stationName: z.string().nullable(),
  attrs: PartyAttrs,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
  /** Duties that run on the day asked about. */
  duties: z.number().int(),
})
export type PartyRow = z.infer<typeof PartyRow>

export const PartyListQuery = z.strictObject({
  day: DayText.optional(),
  kind: z.enum(PARTY_KINDS).optional(),
  state: z.enum(['standing', 'closed', 'all']).default('standing'),
  q: z.string().max(60).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type PartyListQuery = z.infer<typeof PartyListQuery>

export const PartyEraseBody = z.strictObject({
  reason: ReasonText,
  version: z.number().int().positive(),
})
export const PartyCloseBody = PartyEraseBody.extend({ validTo: DayText })

/** What somebody who leaves hands over: points they answer for, problems not yet dealt with, ledgers they keep. */
export const HandOver = z.object({
  party: z.object({ id: Id, kind: z.enum(PARTY_KINDS), name: z.string() }),
  day: z.string(),
  duties: z.array(
    z.object({
      id: Id,
      roleLabel: z.string(),
      placeId: Id.nullable(),
      place: z.string(),
      indicator: z.string().nullable(),
      validFrom: z.string(),
    }),
  ),
  cases: z.array(
    z.object({ id: Id, issue: z.string(), place: z.string(), state: z.string(), dueOn: z.string().nullable() }),
  ),
  ledgers: z.array(z.object({ kind: z.string(), label: z.string(), entries: z.number().int(), lastDay: z.string() })),
})
export type HandOver = z.infer<typeof HandOver>
