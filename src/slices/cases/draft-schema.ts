import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { CASE_PHOTO_ROLES, SEVERITIES, SOURCES } from './schema.ts'

/** Words that make a problem: what, where, how bad. */
const finding = {
  typeCode: z.string().max(60).optional().meta({ label: '问题类型' }),
  pointType: z.string().trim().max(20).optional().meta({ label: '点位类型' }),
  checkItem: z.string().trim().max(80).optional().meta({ label: '检查项' }),
  severity: z.enum(SEVERITIES).default('ordinary').meta({ label: '程度' }),
  issue: z.string().trim().min(2).max(500).meta({ label: '问题' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  locus: z.string().trim().max(80).optional().meta({ label: '具体位置' }),
  foundOn: DayText.optional().meta({ label: '发现日期' }),
}

export const CaseDraft = z.strictObject({
  id: Id.optional(),
  ...finding,
  source: z.enum(SOURCES).default('patrol').meta({ label: '来源' }),
  sourceRef: z.string().trim().max(80).optional().meta({ label: '来文或工单编号' }),
  /** 即查即改: found and put right in one visit; the note says how. Only for what the community found itself. */
  fixedOnSpot: z.string().trim().min(2).max(500).optional().meta({ label: '即查即改：怎样整改的' }),
  photos: z
    .array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), role: z.enum(CASE_PHOTO_ROLES) }))
    .max(20)
    .optional(),
  relapseOf: Id.optional(),
})
export type CaseDraft = z.infer<typeof CaseDraft>
