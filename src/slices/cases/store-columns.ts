import { type RawBuilder, sql } from 'kysely'
import type { CaseBody } from './case-body.ts'

type Said = Exclude<keyof CaseBody, 'limit' | 'photos'> | 'limitN' | 'limitUnit'

/** What problem_case holds of a case's body: as the body names it, and its type in the database. */
const TYPES = {
  typeCode: 'text',
  pointType: 'text',
  checkItem: 'text',
  severity: 'text',
  issue: 'text',
  placeId: 'uuid',
  locus: 'text',
  source: 'text',
  sourceRef: 'text',
  foundOn: 'date',
  handedDown: 'boolean',
  author: 'uuid',
  recordedAt: 'timestamptz',
  state: 'text',
  partyId: 'uuid',
  handedTo: 'uuid[]',
  limitN: 'numeric',
  limitUnit: 'text',
  dueAt: 'timestamptz',
  stoppedAt: 'timestamptz',
  askedUntil: 'date',
  reviewOn: 'date',
  outside: 'text',
  acceptedAt: 'timestamptz',
  dispatchedAt: 'timestamptz',
  fedBackAt: 'timestamptz',
  closedAt: 'timestamptz',
  closedBy: 'uuid',
  closing: 'text',
  fixers: 'uuid[]',
  fixerParties: 'uuid[]',
  byCommunity: 'boolean',
  rework: 'int',
  extensions: 'int',
  suspensions: 'int',
  joins: 'int',
  checkAbove: 'boolean',
  recheckOn: 'date',
  recheckKind: 'text',
  recheckBy: 'uuid',
  recheckedAt: 'timestamptz',
  relapseOf: 'uuid',
  act: 'jsonb',
} satisfies Record<Said, string>

interface CaseColumn {
  /** In the body. */
  said: RawBuilder<unknown>
  /** In the table. */
  name: RawBuilder<unknown>
  type: RawBuilder<unknown>
  /** Set when the case is opened, and by nothing afterwards. */
  fixed: boolean
}

const FIXED: readonly string[] = ['source', 'handedDown', 'author', 'recordedAt', 'relapseOf']

export const CASE_COLUMNS: readonly CaseColumn[] = Object.entries(TYPES).map(([said, type]) => ({
  said: sql.id(said),
  name: sql.id(said.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  type: sql.raw(type),
  fixed: FIXED.includes(said),
}))
