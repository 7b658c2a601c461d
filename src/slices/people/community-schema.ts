import { z } from 'zod'

export const CommunityCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/)

export const CommunitySettings = z.strictObject({
  name: z.string().trim().min(2).max(60).meta({ label: '社区名称' }),
  /** 定稿 by somebody other than the author. */
  reviewByOther: z.boolean().meta({ label: '定稿须由他人审核' }),
  /** The local word for contracted responsibility: 包抓, 包保, 包联. */
  baozhua: z.string().trim().min(1).max(8).meta({ label: '“包抓”的本地叫法' }),
  /** Whoever keeps accounts gets in with a one-time code only. Absent in a change: as it was. */
  requireTotp: z.boolean().optional().meta({ label: '管理员必须用动态码登录' }),
})
export type CommunitySettings = z.infer<typeof CommunitySettings>
