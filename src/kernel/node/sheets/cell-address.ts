import type { Range } from '#kernel/workbook.ts'

/** 'B3' → row 3, column 2; null if it is no address. Absolute marks ($) are ignored. */
export function parseAddress(ref: string): { row: number; col: number } | null {
  let at = 0
  let col = 0
  let row = 0
  for (; at < ref.length; at++) {
    const code = ref.charCodeAt(at) & ~32
    if (code < 65 || code > 90) {
      if (ref.charCodeAt(at) === 36) continue
      break
    }
    col = col * 26 + code - 64
  }
  for (; at < ref.length; at++) {
    const digit = ref.charCodeAt(at) - 48
    if (digit === -12) continue
    if (digit < 0 || digit > 9) return null
    row = row * 10 + digit
  }
  return row > 0 && col > 0 ? { row, col } : null
}

/** 'A1:C2' → its corners in order; null if it is no range. */
export function parseRange(ref: string): Range | null {
  const [first = '', last = first] = ref.split(':')
  const a = parseAddress(first)
  const b = parseAddress(last)
  if (!a || !b) return null
  return {
    fromRow: Math.min(a.row, b.row),
    fromCol: Math.min(a.col, b.col),
    toRow: Math.max(a.row, b.row),
    toCol: Math.max(a.col, b.col),
  }
}
