import { canonicalJson } from '#kernel/canonical-json.ts'
import { foldKey } from '#kernel/fold-text.ts'
import type { RowReading } from './read-row.ts'
import { FIELD, type ImportTargetDef } from './target-def.ts'

/** What makes a row the same row when the sheet comes again; never its position. */
export interface RowIdentity {
  serial: string | null
  day: string
  /** The place as written; where there is none the name or title. */
  place: string
  /** Fingerprint of everything the row says, whatever notation it says it in. */
  hash: string
}

export function identityOf(
  reading: RowReading,
  target: ImportTargetDef,
  digest: (text: string) => string,
): RowIdentity {
  const day = reading.days['day']
  return {
    serial: reading.words['serial'] || null,
    day: day ? day.from : foldKey(reading.texts['day'] ?? ''),
    place: placeWords(reading, target),
    hash: digest(canonicalJson(contentOf(reading))),
  }
}

function placeWords(reading: RowReading, target: ImportTargetDef): string {
  const said = (key: string | undefined): string => folded(key === undefined ? '' : (reading.texts[key] ?? ''))
  const { takes } = target
  if (takes.as === 'place' || takes.as === 'team') return said('name')
  if (takes.as === 'profile') return Object.keys(reading.texts)[0] ?? ''
  const place = [said('place'), said('building')].filter(Boolean).join('/')
  if (place !== '' || (takes.as !== 'entry' && takes.as !== 'case')) return place
  const { kind } = takes
  const code = kind.fields.find((field) => field.key === 'code' || field.label === '编号')
  const first = kind.fields.find((field) => field.type === 'text' || field.type === 'long')
  return said(FIELD + (code?.key ?? kind.titleField ?? first?.key ?? ''))
}

function contentOf(reading: RowReading): Record<string, unknown> {
  const content: Record<string, unknown> = {}
  for (const [field, text] of Object.entries(reading.texts)) {
    if (field === 'serial') continue
    content[field] =
      reading.days[field] ??
      reading.amounts[field]?.value ??
      reading.flags[field] ??
      reading.lists[field]?.map(folded) ??
      folded(text)
  }
  return content
}

// The same words stand in a ledger a thousand times: places, kinds, remarks.
const MOST_FOLDED = 20_000
const known = new Map<string, string>()

function folded(text: string): string {
  let key = known.get(text)
  if (key === undefined) {
    key = foldKey(text)
    if (known.size >= MOST_FOLDED) known.clear()
    if (text.length <= 60) known.set(text, key)
  }
  return key
}

export const SERIAL_KEY = 's:'
export const DAY_KEY = 'd:'

/** The key of a row that has no serial number of its own, without its occurrence. */
export const naturalOf = (identity: RowIdentity): string => `${DAY_KEY}${identity.day}|${identity.place}`
