import { randomBytes } from 'node:crypto'
import type { Tx } from '#kernel/node/db.ts'
import type { Role } from '#kernel/reader.ts'
import { addAccount, addRole, setPassword } from '#slices/people/account-store.ts'
import { operatorIn } from '#slices/people/community-store.ts'
import { hashPassword } from '#slices/people/password.ts'

export interface CastMember {
  login: string
  name: string
  role: Role
  says: string
}

/** The people of the story; tests and the demo know them by these names. */
export const CAST = {
  shuji: { login: 'shuji', name: '方敏', role: 'administrator', says: '社区书记（管理员）' },
  ziliao: { login: 'ziliao', name: '秦兰', role: 'clerk', says: '资料员：记台账、导入、写汇报' },
  wangge: { login: 'wangge', name: '郭强', role: 'grid', says: '网格员：只看自己负责的楼院' },
  jiandu: { login: 'jiandu', name: '沈静', role: 'auditor', says: '只读监督' },
} as const satisfies Record<string, CastMember>

export interface Engaged {
  login: string
  password: string
  says: string
}

export function freshPasswords(): Engaged[] {
  return Object.values(CAST).map(({ login, says }) => ({ login, says, password: randomBytes(9).toString('base64url') }))
}

/** Gives each member an account with their password and their role in every community named. */
export async function engage(
  tx: Tx,
  people: Engaged[],
  communityIds: string[],
  parties: Partial<Record<keyof typeof CAST, string>>,
  now: Date,
): Promise<void> {
  const reader = operatorIn(communityIds[0]!)
  for (const [key, member] of Object.entries(CAST)) {
    const partyId = parties[key as keyof typeof CAST] ?? null
    const id = await addAccount(tx, reader, { login: member.login, name: member.name, role: member.role, partyId }, now)
    const { password } = people.find((person) => person.login === member.login)!
    await setPassword(tx, id, await hashPassword(password))
    for (const orgId of communityIds.slice(1)) await addRole(tx, id, orgId, member.role, now)
  }
}
