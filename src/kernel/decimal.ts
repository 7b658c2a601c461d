/**
 * Sums of decimal text without floats: amounts hold at most six digits behind the point, so a millionth is the unit
 * of an exact integer.
 */
export function toMicros(text: string): bigint {
  const negative = text.startsWith('-')
  const [whole = '', part = ''] = text.replace('-', '').split('.')
  const micros = BigInt(whole || '0') * 1_000_000n + BigInt(part.slice(0, 6).padEnd(6, '0'))
  return negative ? -micros : micros
}

/** Shortest spelling: '7.5', never '7.50'. */
export function fromMicros(micros: bigint): string {
  const size = micros < 0n ? -micros : micros
  const part = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${micros < 0n ? '-' : ''}${size / 1_000_000n}${part === '' ? '' : `.${part}`}`
}

/** '007.50' → '7.5': one spelling per number, so that equal amounts are equal text. */
export function plainDecimal(text: string): string {
  return fromMicros(toMicros(text))
}
