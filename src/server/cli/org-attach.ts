import { communityProblems } from '#slices/people/community-problems.ts'
import { operatorIn } from '#kernel/operator.ts'
import { attachCommunity, findOrg } from '#slices/people/org-store.ts'
import { argument, type CliCommand, required } from './command.ts'
import { parentOf } from './parent-of.ts'

export const orgAttach: CliCommand = {
  name: 'org attach',
  usage: 'org attach CODE --parent CODE',
  summary: '把一个单独的社区归到街道（或区、市）之下，已有的数字一并汇总上去',
  options: { parent: { type: 'string', describe: '上级单位的代码' } },
  run: async (context) => {
    const code = argument(context, 0, 'CODE')
    const parent = required(context, 'parent')
    const app = await context.app()
    const made = await app.db.asOwner(async (tx) => {
      const community = await findOrg(tx, code)
      if (community?.level !== 'community') throw communityProblems['community.unknown']({ code, known: '' })
      const nodeIds = await attachCommunity(tx, community, (await parentOf(context, tx))!)
      await app.commands.run({ app, tx, reader: operatorIn(community.id) }, 'rollup.join', { nodeIds })
      return { code, parent, nodes: nodeIds.length }
    })
    context.print(made, `已把 ${code} 归到 ${parent} 之下。`)
    return 0
  },
}
