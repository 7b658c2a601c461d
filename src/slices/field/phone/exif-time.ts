import { exifBytes } from './exif-bytes.ts'

const EXIF = 0x8769
const TAKEN = 0x9003
const OFFSET = 0x9011

/**
 * When a camera says it took a JPEG: DateTimeOriginal with its offset, read from the file's own bytes. Cameras that
 * write no offset are taken to stand in China.
 * @returns ISO in UTC; null when the file does not say
 */
export function exifTime(file: Uint8Array): string | null {
  try {
    const exif = exifBytes(file)
    const directory = exif?.directory(EXIF) ?? null
    if (!exif || directory === null) return null
    const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(exif.text(directory, TAKEN, 19))
    if (!match) return null
    const offset = /^[+-]\d{2}:\d{2}/.exec(exif.text(directory, OFFSET, 6))?.[0] ?? '+08:00'
    const time = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${offset}`)
    return Number.isNaN(time) ? null : new Date(time).toISOString()
  } catch {
    // A file cut short or made badly says nothing.
    return null
  }
}
