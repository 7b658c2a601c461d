import type { Day } from '#kernel/days.ts'
import type { AssetDraft } from '#slices/assets/schema.ts'
import type { DutyDraft } from '#slices/duties/schema.ts'
import type { CaseImport } from '#slices/cases/import-schema.ts'
import type { CaseState } from '#slices/cases/schema.ts'
import type { CampaignDraft, EntryDraft } from '#slices/ledger/schema.ts'
import type { PartyDraft, PartyKind } from '#slices/people/schema.ts'
import type { PlaceDraft, ProfileFactDraft } from '#slices/places/schema.ts'
import type { FindingNote } from './finding-note.ts'
import type { KnownPlace } from './place-book.ts'
import type { RowReading } from './read-row.ts'
import type { ImportTargetDef } from './target-def.ts'

/** What a row wants done, the main thing first. Ids are settled in the plan, so that rows can refer to each other. */
export type Act =
  | { type: 'entry'; draft: EntryDraft & { id: string } }
  | { type: 'case'; draft: CaseImport }
  | { type: 'place'; draft: PlaceDraft & { id: string } }
  | { type: 'party'; draft: PartyDraft & { id: string } }
  | { type: 'asset'; draft: AssetDraft & { id: string } }
  | { type: 'duty'; slot: string; draft: DutyDraft & { id: string } }
  | { type: 'profile'; draft: ProfileFactDraft }

type Outcome = 'new' | 'changed' | 'unchanged' | 'broken'

export interface PlannedRow {
  sheet: string
  row: number
  target: ImportTargetDef
  source: string
  reading: RowReading
  title: string
  /** s:<serial> where the sheet's serial numbers are unique, and d:<day>|<place>#<occurrence>. */
  keys: string[]
  hash: string
  outcome: Outcome
  acts: Act[]
  notes: FindingNote[]
  /** Its keys have to be written down again. */
  rekeyed: boolean
  /** Object type → id of what this row became in an earlier import. */
  linked: Map<string, string>
  /** What waits (or was settled) for this row since an earlier import. */
  pending: KnownPending | null
  /** True where nothing new has to be written about a broken row. */
  settled: boolean
}

export interface Plan {
  rows: PlannedRow[]
  notes: FindingNote[]
  campaigns: (CampaignDraft & { id: string })[]
  /** Places named in passing: grids, stations, buildings. Parents stand before children. */
  places: (PlaceDraft & { id: string })[]
  parties: (PartyDraft & { id: string })[]
}

export interface KnownLink {
  source: string
  rowKey: string
  hash: string
  objectType: string
  objectId: string
  batchId: string
}

export interface KnownPending {
  id: string
  source: string
  rowKey: string
  hash: string
  state: 'waiting' | 'mended' | 'dropped'
  cells: Record<string, string>
  faulty: string[]
  reason: string | null
  objectId: string | null
  version: number
}

export interface KnownDuty {
  id: string
  partyId: string
  role: string
  placeId: string | null
  validFrom: Day
  validTo: Day | null
}

export interface KnownCase {
  state: CaseState
  /** Something was done to it in the product. */
  moved: boolean
  closed: boolean
}

/** What the database holds already, as far as a plan needs it. */
export interface Known {
  places: KnownPlace[]
  parties: { id: string; kind: PartyKind; name: string; validFrom: Day }[]
  duties: KnownDuty[]
  assetsFrom: Map<string, Day>
  campaigns: { id: string; name: string }[]
  links: KnownLink[]
  pending: KnownPending[]
  withdrawn: Set<string>
  /** Cases that sheets brought. */
  cases: Map<string, KnownCase>
}

export interface PlanContext {
  year: number
  today: Day
  reason: string
  via: 'import' | 'chat'
  /** A short fingerprint of a text; equal texts, equal fingerprints. */
  digest: (text: string) => string
  newId: () => string
  /** Called now and then in long loops, so that a large file does not keep everybody else waiting. */
  breathe: () => Promise<void>
}
