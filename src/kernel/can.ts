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
  | 'evidence' // questions about photos used again
  | 'cases' // problems and the papers about them
  | 'field' // what phones sent and waits for the office, and the phones themselves
  | 'below' // what all communities below an office have, side by side
  | 'kinds'
  | 'figures'
  | 'imports'
  | 'reports'
  | 'accounts'
  | 'settings'
  | 'home'
  | 'work'

type Ability = MongoAbility<[Action, Subject]>

type Grant = (action: Action | Action[], subject: Subject | Subject[]) => unknown

// An office above reads what its communities have, never retypes it, and acts on problems.
function above(can: Grant): void {
  can(['read', 'export'], ['registers', 'ledger', 'reports'])
  can(['read', 'write', 'issue', 'export'], 'cases')
  can('read', ['below', 'kinds', 'figures', 'home', 'settings', 'work'])
}

const grants: Record<Role, (can: Grant) => void> = {
  administrator: (can) => {
    can(
      ['read', 'write', 'issue', 'export'],
      [
        'registers',
        'personal',
        'ledger',
        'evidence',
        'cases',
        'field',
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
    can(['read', 'write', 'export'], ['registers', 'ledger', 'cases', 'field', 'kinds', 'imports', 'reports', 'work'])
    can(['read', 'write'], 'evidence')
    can('read', 'personal')
    can('issue', ['reports', 'cases'])
    can('read', ['figures', 'home', 'settings'])
  },
  grid: (can) => {
    can('read', ['registers', 'ledger', 'cases', 'kinds', 'home'])
    can('write', ['ledger', 'cases'])
  },
  cadre: (can) => {
    can('read', ['registers', 'ledger', 'cases', 'kinds', 'home'])
    can('write', ['ledger', 'cases'])
  },
  assessor: (can) => {
    can('read', ['registers', 'cases', 'home'])
    can('write', 'cases')
  },
  volunteer: (can) => {
    can('read', ['registers', 'cases', 'home'])
    can('write', 'cases')
  },
  auditor: (can) => {
    can(['read', 'export'], ['registers', 'ledger', 'cases', 'reports'])
    can('read', ['evidence', 'field', 'kinds', 'figures', 'imports', 'home', 'settings', 'work'])
  },
  street: above,
  district: above,
  city: above,
  // Keeps accounts and settings running and sees none of the business.
  system: (can) => {
    can(['read', 'write'], ['accounts', 'settings'])
    can('read', 'home')
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
