import { z } from 'zod'
import { SuperviseRule } from './paper-schema.ts'

/** What a community decides about its problems: reports of residents, its office hours, reminders, supervision. */
export const CaseSettings = z.strictObject({
  /** 随手拍 is off until an office turns it on. */
  snap: z.boolean().meta({ label: '开放居民随手拍' }),
  /** Minutes after midnight, in order, not touching. */
  officeHours: z
    .array(z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)]))
    .min(1)
    .max(4)
    .meta({ label: '办公时间' }),
  /** From when to when (minutes after midnight, past it if need be) nobody is reminded. */
  quietHours: z.tuple([z.int().min(0).max(1439), z.int().min(0).max(1439)]).meta({ label: '免打扰时间' }),
  /** 督办单 drafted every worked morning for what falls under the rule; sent only by a leader's decision. */
  supervise: SuperviseRule.extend({ daily: z.boolean().default(true).meta({ label: '每天自动拟督办单' }) }).meta({
    label: '督办规则',
  }),
})
export type CaseSettings = z.infer<typeof CaseSettings>

/** What is absent stays as it is. */
export const CaseSettingsChange = CaseSettings.partial({ supervise: true })
export type CaseSettingsChange = z.infer<typeof CaseSettingsChange>
