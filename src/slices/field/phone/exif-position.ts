import type { Point } from '#kernel/point.ts'
import { exifBytes } from './exif-bytes.ts'

const GPS = 0x8825
const NORTH_OR_SOUTH = 1
const LATITUDE = 2
const EAST_OR_WEST = 3
const LONGITUDE = 4

/**
 * Where a camera says it stood. Used on the phone to list near places first; it is in nothing that is saved or sent.
 * @returns degrees east, degrees north; null when the file does not say
 */
export function exifPosition(file: Uint8Array): Point | null {
  try {
    const exif = exifBytes(file)
    const directory = exif?.directory(GPS) ?? null
    if (!exif || directory === null) return null
    const degrees = (tag: number, signTag: number, turned: string): number => {
      const [whole = Number.NaN, minutes = 0, seconds = 0] = exif.fractions(directory, tag)
      const sign = exif.text(directory, signTag, 1).toUpperCase() === turned ? -1 : 1
      return sign * (whole + minutes / 60 + seconds / 3600)
    }
    const lon = degrees(LONGITUDE, EAST_OR_WEST, 'W')
    const lat = degrees(LATITUDE, NORTH_OR_SOUTH, 'S')
    // A camera that had no fix writes zeros or nothing sensible.
    if (!Number.isFinite(lon) || !Number.isFinite(lat) || (lon === 0 && lat === 0)) return null
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
  } catch {
    return null
  }
}
