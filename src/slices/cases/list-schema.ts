import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { PLAIN_STATES, SEVERITIES, SOURCES, STATES } from './schema.ts'

export const CaseFilter = z.strictObject({
  plain: z.enum(PLAIN_STATES).optional(),
  state: z.enum(STATES).optional(),
  /** open: not yet ended; ended: 已办结. */
  ended: z.enum(['open', 'ended']).optional(),
  overdue: z.enum(['yes', 'no']).optional(),
  /** Runs out within so many days. */
  dueWithin: z.coerce.number().int().min(0).max(60).optional(),
  source: z.enum(SOURCES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  typeCode: z.string().max(60).optional(),
  checkItem: z.string().max(80).optional(),
  pointType: z.string().max(20).optional(),
  /** This place and everything below it. */
  below: Id.optional(),
  partyId: Id.optional(),
  mine: z.enum(['reported', 'to-do']).optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  relapsed: z.enum(['yes']).optional(),
  recheck: z.enum(['due', 'mine']).optional(),
  text: z.string().max(60).optional(),
})
export type CaseFilter = z.infer<typeof CaseFilter>

export const CaseListQuery = CaseFilter.extend({
  sort: z.enum(['found', 'due']).default('found'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CaseListQuery = z.infer<typeof CaseListQuery>

export const CaseRow = z.strictObject({
  id: Id,
  version: z.number().int(),
  typeCode: z.string(),
  typeLabel: z.string(),
  pointType: z.string(),
  checkItem: z.string(),
  severity: z.enum(SEVERITIES),
  issue: z.string(),
  placeId: Id.nullable(),
  /** Its own name only: 槐荫小区, without the grid it stands in. */
  place: z.string(),
  locus: z.string(),
  source: z.enum(SOURCES),
  sourceRef: z.string(),
  handedDown: z.boolean(),
  foundOn: z.string(),
  state: z.enum(STATES),
  plain: z.enum(PLAIN_STATES),
  partyId: Id.nullable(),
  party: z.string(),
  dueAt: z.string().nullable(),
  stopped: z.boolean(),
  overdue: z.boolean(),
  reviewOn: z.string().nullable(),
  closedAt: z.string().nullable(),
  recheckOn: z.string().nullable(),
  rework: z.number().int(),
  joins: z.number().int(),
  /** How often the same check item came up at this place before, counted up to twenty. */
  before: z.number().int(),
  photos: z.number().int(),
  /** Photos a phone told of that have not come yet. */
  photosAway: z.number().int(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CasePage = z.strictObject({
  /** Counted up to 10,000; capped says that there are more. */
  total: z.number().int(),
  capped: z.boolean(),
  rows: z.array(CaseRow),
})
export type CasePage = z.infer<typeof CasePage>
