import type { App } from '#kernel/node/app.ts'
import { communitiesToAdopt } from '#slices/cases/store-adopt.ts'
import { operatorIn } from '#kernel/operator.ts'

/**
 * Problems that an earlier version kept as records of the ledger become cases, before anybody looks: a community is
 * done in one transaction, and one that is done is not touched again. Gives the number of new cases.
 */
export async function adoptProblems(app: App): Promise<number> {
  let adopted = 0
  for (const id of await app.db.asOwner(communitiesToAdopt)) {
    const reader = operatorIn(id)
    const done = await app.db.asReader(reader, (tx) => app.commands.run({ app, tx, reader }, 'case.adopt', {}))
    adopted += done.adopted
  }
  return adopted
}
