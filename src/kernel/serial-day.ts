import { DAY_MS, type Day } from './days.ts'

const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** Serial number of 31 December 9999 in the 1900 system. */
const LAST_SERIAL = 2_958_465

/**
 * The day of a spreadsheet serial number, or null if there is none: clock times below 1, numbers beyond the year
 * 9999, and number 60 of the 1900 system, the 29 February 1900 that never was.
 */
export function dayOfSerial(serial: number, date1904 = false): Day | null {
  if (!isDaySerial(serial, date1904)) return null
  const days = wholeDays(serial)
  if (date1904) return isoDay(EPOCH_1904 + days * DAY_MS)
  return isoDay(EPOCH_1900 + (days < 60 ? days + 1 : days) * DAY_MS)
}

export function isDaySerial(serial: number, date1904 = false): boolean {
  if (!Number.isFinite(serial)) return false
  const days = wholeDays(serial)
  return date1904 ? days >= 0 && days <= LAST_SERIAL - 1462 : days >= 1 && days <= LAST_SERIAL && days !== 60
}

/** A moment just before midnight is a rounding error of the next day, not the day before. */
function wholeDays(serial: number): number {
  return Math.floor(serial + 1e-6)
}

/** The serial number (1900 system) of a day after February 1900; what is written into a workbook. */
export function serialOfDay(day: Day): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH_1900) / DAY_MS)
}

function isoDay(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10)
}
