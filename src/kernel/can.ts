import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability'
import { ROLES, type Role } from './reader.ts'

/**
 * What each role may do at all. Which rows it may do it to is the reader's community and places, held by row-level
 * security; what a record's state allows is the slice's rules.ts.
 */
export type Action = 'read' | 'write' | 'issue' | 'export'
export type Subject =
  | 'registers' // places, parties, duties, assets, profile facts
  | 'personal' // phone numbers of persons
  | 'ledger' // entries, photos, campaigns
  | 'kinds'
  | 'figures'
  | 'imports'
  | 'reports'
  | 'accounts'
  | 'settings'
  | 'home'
  | 'work'

type Ability = MongoAbility<[Action, Subject]>

const grants: Record<Role, (can: (action: Action | Action[], subject: Subject | Subject[]) => unknown) => void> = {
  administrator: (can) => {
    can(
      ['read', 'write', 'issue', 'export'],
      [
        'registers',
        'personal',
        'ledger',
        'kinds',
        'figures',
        'imports',
        'reports',
        'accounts',
        'settings',
        'home',
        'work',
      ],
    )
  },
  clerk: (can) => {
    can(['read', 'write', 'export'], ['registers', 'ledger', 'kinds', 'imports', 'reports', 'work'])
    can('read', 'personal')
    can('issue', 'reports')
    can('read', ['figures', 'home', 'settings'])
  },
  grid: (can) => {
    can('read', ['registers', 'ledger', 'kinds', 'home'])
    can('write', 'ledger')
  },
  auditor: (can) => {
    can(['read', 'export'], ['registers', 'ledger', 'reports'])
    can('read', ['kinds', 'figures', 'imports', 'home', 'settings', 'work'])
  },
}

function abilityOf(role: Role): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility)
  grants[role]((action, subject) => can(action as Action, subject as Subject))
  return build()
}

const abilities = Object.fromEntries(ROLES.map((role) => [role, abilityOf(role)])) as Record<Role, Ability>

export function can(role: Role, action: Action, subject: Subject): boolean {
  return abilities[role].can(action, subject)
}

/** Every action a role holds, as `action:subject`, for screens that show only what can be done. */
export function grantsOf(role: Role): string[] {
  return abilities[role].rules.flatMap((rule) =>
    [rule.action].flat().flatMap((action) => [rule.subject].flat().map((subject) => `${action}:${String(subject)}`)),
  )
}
