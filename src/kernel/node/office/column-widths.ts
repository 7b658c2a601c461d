import type { Column } from './gongwen-model.ts'
import { textWidth } from './text-width.ts'

/** Rows looked at. */
const SAMPLE = 200
/** In characters. */
const NARROWEST = 2
const WIDEST = 18
/** Rules and cell margins of one column, in twips. */
const PADDING = 200
/** Fonts that stand in for the official ones set digits a little wider than half a square. */
const SLACK = 1.12

/** What each column would like, in twips: room for nearly all of its texts on one line of at most `widest` squares. */
export function columnNeeds(columns: Column[], rows: string[][], character: number, widest = WIDEST): number[] {
  return columns.map(({ header }, at) => {
    const widths = rows.slice(0, SAMPLE).map((row) => textWidth(row[at] ?? ''))
    widths.sort((a, b) => a - b)
    const usual = widths[Math.min(widths.length - 1, Math.floor(widths.length * 0.95))] ?? 0
    // A heading may take two lines, a short one stays on one.
    const heading = textWidth(header) > 4 ? Math.max(3, textWidth(header) / 2 + 0.5) : textWidth(header)
    return Math.round(Math.min(widest, Math.max(NARROWEST, heading, usual)) * SLACK * character) + PADDING
  })
}

/**
 * Widths in twips that add up to `total`. Where every column names its share they follow the shares; otherwise spare
 * room goes to all in proportion to their needs, and want of room is borne by the widest columns.
 */
export function columnWidths(columns: Column[], rows: string[][], total: number, character: number): number[] {
  if (columns.every(({ width }) => width !== undefined && Number.isFinite(width) && width > 0)) {
    return divided(
      columns.map(({ width }) => width!),
      total,
    )
  }
  const needs = columnNeeds(columns, rows, character)
  const short = needs.reduce((sum, need) => sum + need, 0) - total
  if (short <= 0) return divided(needs, total)
  return divided(
    needs.map((need) => Math.min(need, ceiling(needs, total))),
    total,
  )
}

/** The width no column may exceed so that all fit: the widest give way first. */
function ceiling(needs: number[], total: number): number {
  const rising = needs.toSorted((a, b) => a - b)
  let left = total
  for (const [at, need] of rising.entries()) {
    const even = left / (rising.length - at)
    if (need > even) return even
    left -= need
  }
  return total
}

/** Whole numbers in the ratio of the shares whose sum is exactly the total. */
function divided(shares: number[], total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0)
  const out: number[] = []
  let used = 0
  let edge = 0
  for (const share of shares) {
    used += share
    const next = Math.round((used / sum) * total)
    out.push(next - edge)
    edge = next
  }
  return out
}
