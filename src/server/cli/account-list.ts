import { dayAt } from '#kernel/days.ts'
import { ROLE_LABEL } from '#kernel/reader.ts'
import { listAccounts } from '#slices/people/account-store.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { operatorIn } from '#kernel/operator.ts'
import { findOrg } from '#slices/people/org-store.ts'
import { type CliCommand, required } from './command.ts'

export const accountList: CliCommand = {
  name: 'account list',
  usage: 'account list --org CODE',
  summary: '一个社区或上级单位的账号和角色起止日',
  options: { org: { type: 'string', describe: '社区或上级单位的代码' } },
  run: async (context) => {
    const code = required(context, 'org')
    const app = await context.app()
    const rows = await app.db.asOwner(async (tx) => {
      const org = await findOrg(tx, code)
      if (!org) throw communityProblems['org.unknown']({ code })
      return listAccounts(tx, operatorIn(org.id), dayAt(app.now()))
    })
    context.print(
      rows,
      rows
        .map((row) =>
          [
            row.login,
            row.name,
            row.role ? ROLE_LABEL[row.role] : '—',
            `${row.validFrom ?? ''}—${row.validTo ?? ''}`,
            row.status === 'active' ? '可登录' : '已停用',
          ].join('\t'),
        )
        .join('\n'),
    )
    return 0
  },
}
