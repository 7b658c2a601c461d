import type { Evidence } from '#kernel/figure.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import type { MovedRecord } from './schema.ts'

/**
 * The records that moved a figure: new ones, ones gone, ones whose share changed. A record corrected without changing
 * its share moved nothing; only when no share explains the difference are corrected records named.
 */
export function movedRecords(frozen: Evidence[], live: Evidence[]): MovedRecord[] {
  const before = new Map(frozen.map((row) => [nameOf(row), row]))
  const after = new Map(live.map((row) => [nameOf(row), row]))
  const moved: MovedRecord[] = []
  const corrected: MovedRecord[] = []
  for (const row of live) {
    const old = before.get(nameOf(row))
    if (!old) moved.push({ ...row, moved: 'added', before: null })
    else if (shareOf(old) !== shareOf(row)) moved.push({ ...row, moved: 'changed', before: old.amount })
    else if (old.version !== row.version) corrected.push({ ...row, moved: 'changed', before: old.amount })
  }
  for (const row of frozen) {
    if (!after.has(nameOf(row))) moved.push({ ...row, moved: 'removed', before: row.amount })
  }
  return moved.length > 0 ? moved : corrected
}

function nameOf(row: Evidence): string {
  return `${row.type} ${row.id}`
}

function shareOf(row: Evidence): string {
  return row.amount === null ? '' : `${trimDecimal(row.amount)} ${row.unit}`
}
