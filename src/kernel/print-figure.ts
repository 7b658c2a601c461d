import type { PrintStyle } from './figure.ts'

/**
 * How a figure is printed: exactly, or floored with 余/多. Floored to the leading digit if that loses at most 15 %,
 * else to two digits, and exact when nothing would be lost, so that 余 never stands behind a number that is not
 * smaller than the true one.
 * @param value decimal text, e.g. '42.6'
 */
export function printFigure(value: string | null, unit: string, style: PrintStyle, hedge: '余' | '多' = '余'): string {
  if (value === null) return `—${unit}`
  const exact = trimDecimal(value)
  if (style === 'exact') return `${exact}${unit}`
  const floored = floorForPrint(Number(exact))
  return floored === null ? `${exact}${unit}` : `${floored}${hedge}${unit}`
}

/** The floored number to print before 余, or null when the exact value must be printed. */
function floorForPrint(value: number): number | null {
  if (!Number.isFinite(value) || value < 1) return null
  const scale = 10 ** Math.floor(Math.log10(value) + 1e-12)
  const leading = Math.floor(value / scale + 1e-9) * scale
  // Cross-multiplied in integers of a thousandth, so that exactly 15 % counts as at most 15 %.
  const losesLittle = Math.round((value - leading) * 1e6) <= Math.round(value * 0.15 * 1e6)
  const floored = losesLittle ? leading : Math.floor((value / scale) * 10 + 1e-9) * (scale / 10)
  const clean = Number(floored.toPrecision(12))
  return clean < value ? clean : null
}

/** '42.600' → '42.6', '5.0' → '5'. */
export function trimDecimal(value: string): string {
  return value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value
}
