import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { Act } from '#slices/field/schema.ts'
import type { Roll } from './pending.ts'
import { sha256 } from './server.ts'

/** Of a kind the office has taken away since, one the server stumbles over, one that never gets through. */
const ODD_KINDS = ['no-such-kind', 'no-such-kind', 'stumbles', 'unreadable']

/** Something to save: few words and few amounts, so that equal contents come often. */
export function actOf(roll: Roll): Act {
  return {
    do: 'entry',
    kind: roll.between(0, 9) === 0 ? roll.pick(ODD_KINDS) : 'cleanup',
    placeId: null,
    locus: '',
    day: '2026-06-15',
    amounts: { piles: String(roll.between(1, 9)) },
    fields: {},
    parties: {},
    note: `第${roll.between(1, 4)}处`,
  }
}

/** None, mostly; or one of few, so that records share them. */
export function photosOf(
  phone: { name: string; noPictures: Set<string>; noWay: Set<string>; cut: Set<string> },
  roll: Roll,
): TakenPhoto[] {
  if (roll.between(0, 2) > 0) return []
  const odd = roll.between(0, 39)
  const mark = odd < 2 ? 'X' : odd === 2 ? 'Y' : odd === 3 ? 'Z' : ''
  const bytes = new TextEncoder().encode(`${mark}${phone.name} ${roll.between(0, 3)}`)
  const name = sha256(bytes)
  if (mark === 'X') phone.noPictures.add(name)
  if (mark === 'Y') phone.noWay.add(name)
  if (mark === 'Z') phone.cut.add(name)
  const claims = { role: 'scene', source: 'camera', takenAt: null, cameraSha256: null } as const
  return [{ fact: { sha256: name, bytes: bytes.length, ...claims }, bytes }]
}
