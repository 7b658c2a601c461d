import { isOf } from '#slices/field/phone/outbox-rules.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import type { Who } from './who.ts'

/** The newest version of each thing this person saved here, newest first. */
export function latestOf(rows: readonly OutboxRow[], who: Who): OutboxRow[] {
  const latest = new Map<string, OutboxRow>()
  for (const row of rows) {
    if (!isOf(row, who)) continue
    const other = latest.get(row.operation.id)
    if (!other || other.operation.version < row.operation.version) latest.set(row.operation.id, row)
  }
  return [...latest.values()].sort((a, b) => b.operation.deviceSeq - a.operation.deviceSeq)
}
