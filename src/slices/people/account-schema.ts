import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import { ROLES } from '#kernel/reader.ts'
import { DayText, Id } from '#kernel/shapes.ts'
import { SHORTEST_PASSWORD } from './password-rules.ts'

export const Login = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}._@-]+$/u)
  .meta({ label: '登录名' })
export const Password = z.string().min(SHORTEST_PASSWORD).max(200).meta({ label: '密码' })

/** Six digits of an authenticator, or a recovery code. */
const Code = z.string().trim().max(40).meta({ label: '动态码' })

export const SignIn = z.strictObject({
  login: z.string().max(64),
  password: z.string().max(200),
  code: Code.optional(),
  /** Made to go on in the phone's app: lasts longer for who works in the field. */
  onPhone: z.boolean().optional(),
})
export const UseLink = z.strictObject({ token: z.string().max(100), password: Password, code: Code.optional() })
export const ChangePassword = z.strictObject({ current: z.string().max(200), next: Password })
export const ChangeLanguage = z.strictObject({ language: z.enum(LANGUAGES) })

export const StartTotp = z.strictObject({ password: z.string().max(200).meta({ label: '当前密码' }) })
export const ConfirmTotp = z.strictObject({ code: Code })
export const LeaveTotp = z.strictObject({ password: z.string().max(200).meta({ label: '当前密码' }), code: Code })
export const TotpState = z.object({ on: z.boolean(), since: z.string().nullable(), recoveryLeft: z.number().int() })
export type TotpState = z.infer<typeof TotpState>
export const TotpStart = z.object({ secret: z.string(), uri: z.string() })
export type TotpStart = z.infer<typeof TotpStart>
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

/** What a community wants of this account: nothing, that it turns one-time codes on, or that before anything else. */
export const TOTP_WISHES = ['none', 'asked', 'required'] as const

export const Me = z.object({
  account: z.object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    language: z.enum(LANGUAGES),
    totp: z.boolean(),
  }),
  communities: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      roleLabel: z.string(),
      demo: z.boolean(),
      grants: z.array(z.string()),
      totpWish: z.enum(TOTP_WISHES),
    }),
  ),
  /** Offices above whose accounts this account keeps. */
  offices: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      level: z.enum(['street', 'district', 'city']),
      totpWish: z.enum(TOTP_WISHES),
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

/** A role from one day to another, both inclusive; no last day means until further notice. */
export const RolePeriod = z.object({ role: z.enum(ROLES), validFrom: z.string(), validTo: z.string().nullable() })
export type RolePeriod = z.infer<typeof RolePeriod>

export const ROLE_STATES = ['running', 'planned', 'ended', 'none'] as const

export const AccountRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  /** Of the period that runs today; else of the next to come; else of the last that ended. */
  role: z.enum(ROLES).nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  roleState: z.enum(ROLE_STATES),
  /** Every period, oldest first. */
  roles: z.array(RolePeriod),
  status: z.enum(['active', 'disabled']),
  partyId: z.string().nullable(),
  unitId: z.string().nullable(),
  hasPassword: z.boolean(),
  /** Whether this is the account's own community or office; a guest's login is kept elsewhere. */
  home: z.boolean(),
})
export type AccountRow = z.infer<typeof AccountRow>

const Person = Id.nullish().meta({ label: '对应人员' })
const Unit = Id.nullish().meta({ label: '所属单位' })
const From = DayText.meta({ label: '角色起始日' })
const To = DayText.nullish().meta({ label: '角色最后一天' })

export const AccountDraft = z.strictObject({
  login: Login,
  name: z.string().trim().min(1).max(60).meta({ label: '姓名' }),
  role: z.enum(ROLES).meta({ label: '角色' }),
  /** Today when absent. */
  validFrom: From.optional(),
  validTo: To,
  partyId: Person,
  unitId: Unit,
})
export type AccountDraft = z.infer<typeof AccountDraft>

/** An office above has no register of persons to stand for. */
export const OfficeAccountDraft = AccountDraft.omit({ partyId: true, unitId: true })

/** What is absent stays as it is. A new role begins today unless a day is given, and ends the one before. */
export const AccountChange = z.strictObject({
  name: z.string().trim().min(1).max(60).meta({ label: '姓名' }).optional(),
  role: z.enum(ROLES).meta({ label: '角色' }).optional(),
  validFrom: From.optional(),
  validTo: To,
  status: z.enum(['active', 'disabled']).optional(),
  partyId: Person,
  unitId: Unit,
})
export type AccountChange = z.infer<typeof AccountChange>

/** A person or unit an account can stand for, by name alone. */
export const AccountBody = z.object({ id: z.string(), kind: z.enum(['person', 'unit']), name: z.string() })
export type AccountBody = z.infer<typeof AccountBody>
