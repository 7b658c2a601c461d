import type { KnownVersion } from '#slices/field/decide-rules.ts'
import type { Operation } from '#slices/field/schema.ts'

/** One version of an operation as the server keeps it. */
export interface Held extends KnownVersion {
  id: string
  deviceId: string
  deviceSeq: number
  accountId: string
  operation: Operation
}

interface Announced {
  deviceId: string
  sha256: string
  targetId: string
  accountId: string
  /** Whether the record takes it when it is here: not while that waits to be settled. */
  tied: boolean
  arrived: boolean
}

/** What is on the server's disk. */
export interface ServerState {
  kept: Map<string, Held>
  /** What waits for the office, or waited: by its content. */
  held: Map<string, Held>
  /** The ledger itself: one record for each operation, and how often it was made. */
  ledger: Map<
    string,
    { version: number; hash: string; made: number; amount: number; withdrawn: boolean; photos: ReadonlySet<string> }
  >
  announced: Announced[]
  blobs: Set<string>
  position: number
  /** Sums kept as records come, to be held against a recount. */
  total: number
  watermark: number
  epoch: number
}

export const emptyServer = (): ServerState => ({
  kept: new Map(),
  held: new Map(),
  ledger: new Map(),
  announced: [],
  blobs: new Set(),
  position: 0,
  total: 0,
  watermark: 0,
  epoch: 1,
})

export const copyOf = (state: ServerState): ServerState => ({
  ...state,
  kept: new Map(state.kept),
  held: new Map(state.held),
  ledger: new Map(state.ledger),
  blobs: new Set(state.blobs),
})

/** The photos that came with what the office applied become the record's; those on their way follow. */
export function tieAll(state: ServerState, { deviceId, operation }: Held): void {
  const names = new Set(operation.photos.map((photo) => photo.sha256))
  const isOurs = (one: Announced): boolean =>
    one.deviceId === deviceId && one.targetId === operation.id && names.has(one.sha256)
  state.announced = state.announced.map((one) => (isOurs(one) ? { ...one, tied: true } : one))
  for (const one of state.announced) if (isOurs(one) && one.arrived) addPhoto(state, operation.id, one.sha256)
}

/** Rows are shared by copies: what changes is a new one. */
export function addPhoto(state: ServerState, id: string, sha256: string): void {
  const row = state.ledger.get(id)
  if (row && !row.photos.has(sha256)) state.ledger.set(id, { ...row, photos: new Set([...row.photos, sha256]) })
}

export const amountOf = ({ act }: Operation): number => (act.do === 'entry' ? Number(act.amounts.piles ?? 0) : 0)

export const withdraws = ({ act }: Operation): boolean => act.do === 'withdraw'
