import { randomBytes } from 'node:crypto'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { addAccount, addRole, setPassword } from '#slices/people/account-store.ts'
import { operatorIn } from '#kernel/operator.ts'
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
  ganbu: { login: 'ganbu', name: '马骏', role: 'cadre', says: '包抓单位干部：只看和办交给本单位的' },
  jiandu: { login: 'jiandu', name: '沈静', role: 'auditor', says: '只读监督' },
} as const satisfies Record<string, CastMember>

export type CastName = keyof typeof CAST

export interface Engaged {
  login: string
  password: string
  says: string
}

export function freshPasswords(): Engaged[] {
  return Object.values(CAST).map(({ login, says }) => ({ login, says, password: randomBytes(9).toString('base64url') }))
}

/** Gives each member an account with their password and their role in every community named; each as a reader. */
export async function engage(
  tx: Tx,
  people: Engaged[],
  communityIds: string[],
  parties: Partial<Record<CastName, { partyId: string; unitId?: string }>>,
  since: Date,
): Promise<Record<CastName, Reader>> {
  const reader = operatorIn(communityIds[0]!)
  const cast: Partial<Record<CastName, Reader>> = {}
  for (const [key, member] of Object.entries(CAST) as [CastName, CastMember][]) {
    const { partyId = null, unitId = null } = parties[key] ?? {}
    const draft = { login: member.login, name: member.name, role: member.role, partyId, unitId }
    const id = await addAccount(tx, reader, draft, since)
    const { password } = people.find((person) => person.login === member.login)!
    await setPassword(tx, id, await hashPassword(password))
    for (const orgId of communityIds.slice(1)) await addRole(tx, id, orgId, member.role, since)
    const { actor } = await tx.selectFrom('account').select('actor').where('id', '=', id).executeTakeFirstOrThrow()
    const own = [partyId, unitId].filter((party) => party !== null)
    cast[key] = { ...reader, accountId: id, actor, name: member.name, role: member.role, parties: own }
  }
  return cast as Record<CastName, Reader>
}
