import { addAccount } from '#slices/people/account-store.ts'
import { openSession } from '#slices/people/session-store.ts'
import type { Office, PersonName } from '#test/office.ts'
import type { Letter } from '#test/permission-matrix.ts'

export const PEOPLE: Record<Letter, PersonName> = {
  A: 'fang',
  C: 'qin',
  G: 'guo',
  B: 'lu',
  V: 'he',
  T: 'ding',
  U: 'shen',
  S: 'tang',
  D: 'dong',
  Y: 'hao',
  X: 'xi',
}

export const SECRET_LOGIN = 'denglu-anji'

/** Everybody's account and session, and one account nobody acts with. */
export async function everybodyIn(office: Office) {
  const { app } = office
  for (const name of Object.values(PEOPLE)) await office.as(name)('GET', '/api/session')
  await office.as('fang')('POST', './accounts', { login: SECRET_LOGIN, name: '别的资料员', role: 'clerk' })
  const rows = await app.db.asOwner((tx) => tx.selectFrom('account').select(['id', 'login', 'actor']).execute())
  const accounts = Object.fromEntries(rows.map((row) => [row.login, row.id]))
  const actors = Object.fromEntries(rows.map((row) => [row.login, row.actor]))
  const tokens = {} as Record<Letter, string>
  for (const [letter, name] of Object.entries(PEOPLE) as [Letter, PersonName][]) {
    tokens[letter] = (await app.db.asGate((tx) => openSession(tx, accounts[name]!, 'matrix', app.now()))).token
  }
  return { accounts, actors, tokens }
}

/** Session of somebody whose role ended yesterday. */
export async function expiredClerk(office: Office): Promise<string> {
  const { app, reader } = office
  const id = await app.db.asReader(reader, (tx) =>
    addAccount(tx, reader, { login: 'guoqi', name: '到期的人', role: 'clerk' }, app.now()),
  )
  await app.db.asOwner((tx) =>
    tx
      .updateTable('account_role')
      .set({ valid_from: '2026-01-01', valid_to: '2026-06-14' })
      .where('account_id', '=', id)
      .execute(),
  )
  return (await app.db.asGate((tx) => openSession(tx, id, 'matrix', app.now()))).token
}
