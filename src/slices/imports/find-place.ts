import type { FindingNote } from './finding-note.ts'
import { noteOn, type RowInput } from './row-drafts.ts'

/**
 * The place a row means, from the field `place` or from the one the clerk picked. Null with notes where it names
 * none that is registered, null without where the row names no place at all.
 */
export function findPlace(
  input: RowInput,
  field = 'place',
): { placeId: string | null; locus: string; notes: FindingNote[] } {
  const { reading, desk } = input
  const said = reading.words[field]
  if (input.placeId !== null) {
    const found = said === undefined ? null : desk.places.resolve(said)
    const locus = found && 'placeId' in found && found.placeId === input.placeId ? found.locus : ''
    return { placeId: input.placeId, locus, notes: [] }
  }
  if (said === undefined) return { placeId: null, locus: '', notes: [] }
  const found = desk.places.resolve(said)
  if ('placeId' in found) return { ...found, notes: [] }
  const nearest = found.nearest.map((place) => place.name).join('、')
  const code = found.unclear ? 'place.unclear' : 'place.unknown'
  return { placeId: null, locus: '', notes: [noteOn(input, field, code, 'error', { nearest })] }
}
