import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import { ROLES } from '#kernel/reader.ts'
import { Id } from '#kernel/shapes.ts'
import { SHORTEST_PASSWORD } from './password-rules.ts'

export const Login = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}._@-]+$/u)
  .meta({ label: '登录名' })
export const Password = z.string().min(SHORTEST_PASSWORD).max(200).meta({ label: '密码' })

export const SignIn = z.strictObject({ login: z.string().max(64), password: z.string().max(200) })
export const UseLink = z.strictObject({ token: z.string().max(100), password: Password })
export const ChangePassword = z.strictObject({ current: z.string().max(200), next: Password })
export const ChangeLanguage = z.strictObject({ language: z.enum(LANGUAGES) })

export const Me = z.object({
  account: z.object({ id: z.string(), login: z.string(), name: z.string(), language: z.enum(LANGUAGES) }),
  communities: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      roleLabel: z.string(),
      demo: z.boolean(),
      grants: z.array(z.string()),
    }),
  ),
})
export type Me = z.infer<typeof Me>

export const SessionRow = z.object({
  id: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  agent: z.string(),
  current: z.boolean(),
})

export const AccountRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(['active', 'disabled']),
  partyId: z.string().nullable(),
  hasPassword: z.boolean(),
})
export type AccountRow = z.infer<typeof AccountRow>

export const AccountDraft = z.strictObject({
  login: Login,
  name: z.string().trim().min(1).max(60).meta({ label: '姓名' }),
  role: z.enum(ROLES).meta({ label: '角色' }),
  partyId: Id.nullish().meta({ label: '对应人员' }),
})
export type AccountDraft = z.infer<typeof AccountDraft>

export const AccountChange = z.strictObject({
  name: z.string().trim().min(1).max(60).optional(),
  role: z.enum(ROLES).optional(),
  status: z.enum(['active', 'disabled']).optional(),
  partyId: Id.nullish(),
})
export type AccountChange = z.infer<typeof AccountChange>
