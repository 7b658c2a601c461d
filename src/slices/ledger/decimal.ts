/**
 * Sums of decimal text without floats: amounts hold at most six digits behind the point, so a millionth is the unit
 * of an exact integer.
 */
export function toMicros(text: string): bigint {
  const [whole, part = ''] = text.split('.')
  const negative = whole!.startsWith('-')
  const micros = BigInt(whole!.replace('-', '') || '0') * 1_000_000n + BigInt(part.padEnd(6, '0').slice(0, 6))
  return negative ? -micros : micros
}

export function fromMicros(micros: bigint): string {
  const size = micros < 0n ? -micros : micros
  const part = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micros < 0n ? '-' : ''}${size / 1_000_000n}${part ? `.${part}` : ''}`
}

/** '007.50' → '7.5': one spelling per number, so that equal amounts are equal text. */
export function plainDecimal(text: string): string {
  return fromMicros(toMicros(text))
}
