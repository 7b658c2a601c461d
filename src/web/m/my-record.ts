import type { EntryChange, EntryHistoryItem, EntryRow } from '#slices/ledger/schema.ts'

/** A correction or withdrawal by somebody else than whoever recorded it here. */
export interface OfficeChange {
  version: number
  position: number
  who: string
  at: string
  reason: string
  withdrawn: boolean
  changes: EntryChange[]
}

/** A record of mine as the ledger has it. */
export interface MyRecord {
  id: string
  version: number
  words: string
  day: string
  at: string
  withdrawn: boolean
  changes: OfficeChange[]
}

export function myRecordOf(row: EntryRow, history: readonly EntryHistoryItem[], myName: string): MyRecord {
  const amounts = row.amounts.map(({ label, amount, unit }) => `${label} ${amount}${unit}`)
  return {
    id: row.id,
    version: row.version,
    words: [row.kindLabel, row.placeName, row.locus, ...amounts].filter(Boolean).join(' · '),
    day: row.dayFrom,
    at: row.recordedAt,
    withdrawn: row.state === 'withdrawn',
    changes: history.flatMap(({ version, position, event, who, at, reason, changes }) => {
      const withdrawn = event === 'entry.withdrawn'
      // My own edits and photos that came in are no news to me.
      if (who === myName || (!withdrawn && changes.length === 0)) return []
      return [{ version, position, who, at, reason, withdrawn, changes }]
    }),
  }
}
