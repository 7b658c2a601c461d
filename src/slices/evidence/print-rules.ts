/**
 * What a picture looks like, in a few bytes: brightness falls or rises from one cell to the next (dHash). Shrinking,
 * saving again, brightening or blurring a picture leaves nearly all of these bits as they were; cutting its edges off
 * does not, so a picture gets a print of itself whole and one of each of the cuts people make.
 */
export interface Print {
  crop: Crop
  /** 64 bits, 8 × 8: is this cell darker than its right neighbour? By these the search finds. */
  hash: bigint
  /** 512 bits, 16 × 16 twice: darker than the right, than the lower neighbour? By these a find is verified. */
  fine: Uint8Array
}

/** Where a cut begins and ends, in parts of the picture's width and height. */
export const CROPS = {
  whole: { left: 0, top: 0, right: 1, bottom: 1 },
  inner: { left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 },
  core: { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 },
  // Without the strip where camera apps write time and place.
  upper: { left: 0, top: 0, right: 1, bottom: 0.88 },
} as const
export type Crop = keyof typeof CROPS

/** Grey values in rows, `SIDE` × `SIDE`, whatever the picture's own shape. */
export const SIDE = 192

/** Grey steps below which two neighbouring cells may as well be equal: the noise of a sensor, a saved file's blocks. */
const STEP = 3
/** Of the 64 and of the 512 comparisons so many must be steps. A wall, the sky, the dark have fewer. */
const LEAST_STEPS = 20
/** Bits that are nearly all alike are one slope of light across the picture, which any wall has. */
const LEAST_MIXED = 10

/** The prints of a picture; none where there is too little to see in it to tell it from others. */
export function printsOf(grey: Uint8Array): Print[] {
  if (grey.length !== SIDE * SIDE) throw new Error(`a picture of ${SIDE} × ${SIDE} is asked for`)
  const sums = sumsOf(grey)
  const prints: Print[] = []
  for (const crop of Object.keys(CROPS) as Crop[]) {
    const { hash, steps } = coarse(sums, crop)
    const ones = bitsOf(hash)
    if (steps < LEAST_STEPS || ones < LEAST_MIXED || ones > 64 - LEAST_MIXED) continue
    prints.push({ crop, hash, fine: fineOf(sums, crop) })
  }
  return prints
}

/** How many of the 64 bits differ. */
export const hashDistance = (a: bigint, b: bigint): number => bitsOf(BigInt.asUintN(64, a ^ b))

/** How many of the 512 bits differ. */
export function fineDistance(a: Uint8Array, b: Uint8Array): number {
  let distance = 0
  for (let at = 0; at < a.length; at += 1) distance += ONES[a[at]! ^ b[at]!]!
  return distance
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function bitsOf(bits: bigint): number {
  let ones = 0
  for (let rest = BigInt.asUintN(64, bits); rest > 0n; rest >>= 8n) ones += ONES[Number(rest & 255n)]!
  return ones
}

function coarse(sums: Float64Array, crop: Crop): { hash: bigint; steps: number } {
  const cells = meansOf(sums, crop, 9, 8)
  let hash = 0n
  let steps = 0
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const rise = cells[row * 9 + column + 1]! - cells[row * 9 + column]!
      hash = (hash << 1n) | (rise > 0 ? 1n : 0n)
      if (Math.abs(rise) >= STEP) steps += 1
    }
  }
  return { hash, steps }
}

function fineOf(sums: Float64Array, crop: Crop): Uint8Array {
  const cells = meansOf(sums, crop, 17, 17)
  const fine = new Uint8Array(64)
  for (let at = 0; at < 256; at += 1) {
    const from = (at >> 4) * 17 + (at & 15)
    if (cells[from + 1]! > cells[from]!) fine[at >> 3]! |= 1 << (at & 7)
    if (cells[from + 17]! > cells[from]!) fine[32 + (at >> 3)]! |= 1 << (at & 7)
  }
  return fine
}

const EDGE = SIDE + 1

/** At (x, y) the sum of all pixels above and to the left of it: any rectangle's mean is then four look-ups. */
function sumsOf(grey: Uint8Array): Float64Array {
  const sums = new Float64Array(EDGE * EDGE)
  for (let y = 0; y < SIDE; y += 1) {
    let row = 0
    for (let x = 0; x < SIDE; x += 1) {
      row += grey[y * SIDE + x]!
      sums[(y + 1) * EDGE + x + 1] = sums[y * EDGE + x + 1]! + row
    }
  }
  return sums
}

function meansOf(sums: Float64Array, crop: Crop, columns: number, rows: number): Float64Array {
  const { left, top, right, bottom } = CROPS[crop]
  const width = ((right - left) * SIDE) / columns
  const height = ((bottom - top) * SIDE) / rows
  const means = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = left * SIDE + column * width
      const y = top * SIDE + row * height
      const sum =
        sumTo(sums, x + width, y + height) - sumTo(sums, x, y + height) - sumTo(sums, x + width, y) + sumTo(sums, x, y)
      means[row * columns + column] = sum / (width * height)
    }
  }
  return means
}

/** The sum up to a point between pixels: cells need not begin and end with one. */
function sumTo(sums: Float64Array, x: number, y: number): number {
  const x0 = Math.min(SIDE - 1, Math.floor(x))
  const y0 = Math.min(SIDE - 1, Math.floor(y))
  const dx = x - x0
  const dy = y - y0
  const at = (row: number, column: number): number => sums[row * EDGE + column]!
  return (
    (at(y0, x0) * (1 - dx) + at(y0, x0 + 1) * dx) * (1 - dy) +
    (at(y0 + 1, x0) * (1 - dx) + at(y0 + 1, x0 + 1) * dx) * dy
  )
}
