import { LEVEL_LABEL, type Level } from '#slices/people/account-rules.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { CommunityCode } from '#slices/people/community-schema.ts'
import { createOrg } from '#slices/people/community-store.ts'
import { argument, type CliCommand, required, UsageError } from './command.ts'
import { parentOf } from './parent-of.ts'

const isAbove = (text: string): text is Exclude<Level, 'community'> => ['street', 'district', 'city'].includes(text)

export const orgCreate: CliCommand = {
  name: 'org create',
  usage: 'org create CODE --level street|district|city --name NAME [--parent CODE]',
  summary: '建立社区之上的单位：街道、区或市',
  options: {
    level: { type: 'string', describe: 'street 街道、district 区、city 市' },
    name: { type: 'string', describe: '名称' },
    parent: { type: 'string', describe: '上级单位的代码' },
  },
  run: async (context) => {
    const code = argument(context, 0, 'CODE')
    const name = required(context, 'name')
    const level = required(context, 'level')
    if (!isAbove(level)) throw new UsageError('--level 只能是 street、district 或 city')
    if (!CommunityCode.safeParse(code).success) throw communityProblems['community.code-invalid']({ code })
    const app = await context.app()
    const made = await app.db.asOwner(async (tx) =>
      createOrg(tx, { code, name, level, parentId: await parentOf(context, tx) }, app.now()),
    )
    context.print(made, `已建立${LEVEL_LABEL[level]}：${made.name}（${made.code}）。`)
    return 0
  },
}
