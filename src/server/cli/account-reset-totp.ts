import { accountProblems } from '#slices/people/account-problems.ts'
import { findLogin } from '#slices/people/account-store.ts'
import { resetTotp } from '#slices/people/totp-reset-store.ts'
import { argument, type CliCommand } from './command.ts'

export const accountResetTotp: CliCommand = {
  name: 'account reset-totp',
  usage: 'account reset-totp LOGIN',
  summary: '关闭一个账号的动态码登录（手机和恢复码都丢失时），其登录全部退出',
  options: {},
  run: async (context) => {
    const login = argument(context, 0, 'LOGIN')
    const app = await context.app()
    const wasOn = await app.db.asOwner(async (tx) => {
      const account = await findLogin(tx, login)
      if (!account) throw accountProblems['account.unknown-login']({ login })
      return resetTotp(tx, account, app.now())
    })
    context.print(
      { login, reset: wasOn },
      wasOn ? `已关闭 ${login} 的动态码登录，请本人重新登录并开启。` : `${login} 没有开启动态码登录。`,
    )
    return 0
  },
}
