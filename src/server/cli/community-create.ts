import { CommunityCode } from '#slices/people/community-schema.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { argument, type CliCommand, required } from './command.ts'

export const communityCreate: CliCommand = {
  name: 'community create',
  usage: 'community create CODE --name NAME',
  summary: '建立一个空的社区',
  options: { name: { type: 'string', describe: '社区名称' } },
  run: async (context) => {
    const code = argument(context, 0, 'CODE')
    const name = required(context, 'name')
    if (!CommunityCode.safeParse(code).success) throw communityProblems['community.code-invalid']({ code })
    const app = await context.app()
    const made = await app.db.asOwner((tx) => createCommunity(tx, { code, name }, app.now()))
    context.print(made, `已建立社区 ${made.name}（${made.code}）。`)
    return 0
  },
}
