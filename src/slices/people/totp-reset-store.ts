import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { recordAccountEvent } from './account-store.ts'
import { operatorIn } from '#kernel/operator.ts'
import { closeSessionsOf } from './session-store.ts'
import { removeTotp } from './totp-store.ts'

/**
 * Takes an account's second step away, for somebody who has neither the phone nor a recovery code; every session ends,
 * and history tells that it was done. Runs as the owner. False when it was not on.
 */
export async function resetTotp(tx: Tx, account: { id: string; org_id: string }, now: Date): Promise<boolean> {
  await takeTurn(tx, account.org_id)
  if (!(await removeTotp(tx, account.id))) return false
  await closeSessionsOf(tx, account.id)
  await recordAccountEvent(tx, operatorIn(account.org_id), account.id, 'account.totp-reset', now)
  return true
}
