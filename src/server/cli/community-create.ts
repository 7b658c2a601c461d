import { CommunityCode } from '#slices/people/community-schema.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { argument, type CliCommand, required } from './command.ts'
import { parentOf } from './parent-of.ts'

export const communityCreate: CliCommand = {
  name: 'community create',
  usage: 'community create CODE --name NAME [--parent CODE]',
  summary: '建立一个空的社区',
  options: {
    name: { type: 'string', describe: '社区名称' },
    parent: { type: 'string', describe: '所属街道的代码（先用 org create 建立）' },
  },
  run: async (context) => {
    const code = argument(context, 0, 'CODE')
    const name = required(context, 'name')
    if (!CommunityCode.safeParse(code).success) throw communityProblems['community.code-invalid']({ code })
    const app = await context.app()
    const made = await app.db.asOwner(async (tx) => {
      const parentId = await parentOf(context, tx)
      return createCommunity(tx, { code, name, ...(parentId ? { parentId } : {}) }, app.now())
    })
    context.print(made, `已建立社区 ${made.name}（${made.code}）。`)
    return 0
  },
}
