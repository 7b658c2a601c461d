import type { App } from '#kernel/node/app.ts'
import type { Reader } from '#kernel/reader.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { operatorIn } from '#kernel/operator.ts'
import { findCommunity, listCommunities } from '#slices/people/community-store.ts'
import { type CliContext, required } from './command.ts'

/** The operator's reader in the community named by --community. */
export async function communityOf(context: CliContext, app: App): Promise<Reader> {
  const code = required(context, 'community')
  return app.db.asOwner(async (tx) => {
    const community = await findCommunity(tx, code)
    if (community) return operatorIn(community.id)
    const known = (await listCommunities(tx)).map((one) => one.code).join('、')
    throw communityProblems['community.unknown']({ code, known })
  })
}
