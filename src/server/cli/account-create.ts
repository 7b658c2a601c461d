import { isDay } from '#kernel/days.ts'
import { isOneOf, ROLE_LABEL, type Role, ROLES } from '#kernel/reader.ts'
import { Login } from '#slices/people/account-schema.ts'
import { addAccount } from '#slices/people/account-store.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { operatorIn } from '#kernel/operator.ts'
import { findOrg } from '#slices/people/org-store.ts'
import { makeSignInLink } from '#slices/people/sign-in-link-store.ts'
import { argument, type CliCommand, type CliContext, required, UsageError } from './command.ts'

export const accountCreate: CliCommand = {
  name: 'account create',
  usage: 'account create LOGIN --name NAME --role ROLE --org CODE [--from DAY] [--to DAY]',
  summary: '新增账号，给出一次性登录链接（社区的，或街道、区、市的）',
  options: {
    name: { type: 'string', describe: '姓名' },
    role: { type: 'string', describe: `角色：${ROLES.map((role) => `${role} ${ROLE_LABEL[role]}`).join('、')}` },
    org: { type: 'string', describe: '社区或上级单位的代码' },
    from: { type: 'string', describe: '角色起始日 YYYY-MM-DD（默认今天）' },
    to: { type: 'string', describe: '角色最后一天 YYYY-MM-DD（默认长期）' },
  },
  run: async (context) => {
    const login = argument(context, 0, 'LOGIN')
    if (!Login.safeParse(login).success) throw new UsageError('LOGIN 应为 2—64 个中文、字母、数字或 . _ @ -')
    const [name, role, code] = [required(context, 'name'), required(context, 'role'), required(context, 'org')]
    if (!isOneOf(ROLES, role as Role)) throw new UsageError(`--role 只能是 ${ROLES.join('、')}`)
    const validFrom = dayOf(context, 'from')
    const validTo = dayOf(context, 'to')
    const app = await context.app()
    const made = await app.db.asOwner(async (tx) => {
      const org = await findOrg(tx, code)
      if (!org) throw communityProblems['org.unknown']({ code })
      const draft = {
        login,
        name,
        role: role as Role,
        ...(validFrom ? { validFrom } : {}),
        ...(validTo ? { validTo } : {}),
      }
      const id = await addAccount(tx, operatorIn(org.id), draft, app.now())
      return { id, path: `/welcome#${await makeSignInLink(tx, id, app.now())}` }
    })
    context.print(
      { ...made, login, role, org: code },
      [
        `已新增账号 ${login}（${ROLE_LABEL[role as Role]}）。把网站地址加上这段发给本人，7 天内有效，用后作废：`,
        `  ${made.path}`,
      ].join('\n'),
    )
    return 0
  },
}

function dayOf(context: CliContext, name: 'from' | 'to'): string | undefined {
  const day = context.options[name]
  if (typeof day !== 'string') return undefined
  if (!isDay(day)) throw new UsageError(`--${name} 应为 2026-01-31 这样的日期`)
  return day
}
