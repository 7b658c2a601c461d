import type { Tx } from '#kernel/node/db.ts'
import { communityProblems } from '#slices/people/community-problems.ts'
import { findOrg } from '#slices/people/org-store.ts'
import type { CliContext } from './command.ts'

/** The id of the office named by --parent; undefined without one. @throws org.parent-unknown */
export async function parentOf(context: CliContext, tx: Tx): Promise<string | undefined> {
  const code = context.options.parent
  if (typeof code !== 'string') return undefined
  const parent = await findOrg(tx, code)
  if (!parent) throw communityProblems['org.parent-unknown']({ code })
  return parent.id
}
