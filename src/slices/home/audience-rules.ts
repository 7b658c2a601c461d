import { can, type Subject } from '#kernel/can.ts'
import type { Role } from '#kernel/reader.ts'

// Of what an event is about; a type not listed is told to nobody.
const SUBJECT: Record<string, Subject> = {
  entry: 'ledger',
  campaign: 'ledger',
  case: 'cases',
  'phone-record': 'field',
  place: 'registers',
  profile: 'registers',
  party: 'registers',
  duty: 'registers',
  asset: 'registers',
  kind: 'kinds',
  outline: 'reports',
  report: 'reports',
  community: 'settings',
  account: 'accounts',
}

/** The types of objects whose events a role may hear of: those it may read. */
export function objectTypesFor(role: Role): string[] {
  return Object.keys(SUBJECT).filter((type) => can(role, 'read', SUBJECT[type]!))
}
