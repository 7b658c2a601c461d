import { accountProblems } from '#slices/people/account-problems.ts'
import { changeAccount, findLogin, giveSignInLink } from '#slices/people/account-store.ts'
import { operatorIn } from '#kernel/operator.ts'
import { argument, type CliCommand } from './command.ts'

export const accountLink: CliCommand = {
  name: 'account link',
  usage: 'account link LOGIN',
  summary: '给一个账号发新的一次性登录链接',
  options: {},
  run: async (context) => {
    const login = argument(context, 0, 'LOGIN')
    const app = await context.app()
    const path = await app.db.asOwner(async (tx) => {
      const account = await findLogin(tx, login)
      if (!account) throw accountProblems['account.unknown-login']({ login })
      return `/welcome#${await giveSignInLink(tx, operatorIn(account.org_id), account.id, app.now())}`
    })
    context.print({ login, path }, `把网站地址加上这段发给本人，7 天内有效，用后作废：\n  ${path}`)
    return 0
  },
}

export const accountDisable: CliCommand = {
  name: 'account disable',
  usage: 'account disable LOGIN',
  summary: '停用一个账号，立即退出所有设备',
  options: {},
  run: async (context) => {
    const login = argument(context, 0, 'LOGIN')
    const app = await context.app()
    await app.db.asOwner(async (tx) => {
      const account = await findLogin(tx, login)
      if (!account) throw accountProblems['account.unknown-login']({ login })
      await changeAccount(tx, operatorIn(account.org_id), account.id, { status: 'disabled' }, app.now())
    })
    context.print({ login, status: 'disabled' }, `已停用 ${login}。`)
    return 0
  },
}
