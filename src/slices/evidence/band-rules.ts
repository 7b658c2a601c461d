/**
 * Finding near hashes without comparing all. The 64 bits are dealt out to four bands of sixteen, every fourth bit to the
 * same band, because neighbouring bits of a picture go together and a band of neighbours would be the same few values in
 * most pictures. Two hashes that differ in at most seven bits agree in one band but for a single bit.
 */
export const BANDS = 4
const BAND_BITS = 16
/** The largest distance that no pair within it is missed at. */
export const MOST_APART = 2 * BANDS - 1

/** The four bands of a hash, each from 0 to 65535. */
export function bandsOf(hash: bigint): [number, number, number, number] {
  const bands: [number, number, number, number] = [0, 0, 0, 0]
  for (let bit = 0; bit < BANDS * BAND_BITS; bit += 1) {
    if ((hash >> BigInt(bit)) & 1n) bands[bit % BANDS]! |= 1 << Math.floor(bit / BANDS)
  }
  return bands
}

/** A band and everything one bit away from it. */
export function near(band: number): number[] {
  return [band, ...Array.from({ length: BAND_BITS }, (_, bit) => band ^ (1 << bit))]
}

/** For each band, the values to probe so that everything near any of the hashes comes up. */
export function probesOf(hashes: readonly bigint[]): number[][] {
  const probes = Array.from({ length: BANDS }, () => new Set<number>())
  for (const hash of hashes) {
    for (const [at, band] of bandsOf(hash).entries()) for (const value of near(band)) probes[at]!.add(value)
  }
  return probes.map((values) => [...values].sort((a, b) => a - b))
}
