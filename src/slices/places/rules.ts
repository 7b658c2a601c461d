import type { DataValues } from '#kernel/data-field.ts'
import type { Point } from '#kernel/point.ts'
import type { PlaceType } from './schema.ts'

/** As deep as db/views/10_place_tree.sql and 11_place_label.sql look. */
export const MOST_LEVELS = 8
/** Stands for the community itself in a type's `parents`. */
export const COMMUNITY = 'community'

export const fitsBelow = (type: PlaceType, parentType: string | null): boolean =>
  type.parents.includes(parentType ?? COMMUNITY)

export const spansMeet = (
  a: { validFrom: string; validTo: string | null },
  b: { validFrom: string; validTo: string | null },
): boolean => (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom)

/** A place as history keeps it: everything but its number. */
export interface PlaceBody {
  type: string
  name: string
  parentId: string | null
  attrs: DataValues
  aliases: string[]
  note: string
  /** Absent while nobody said where it is. */
  at?: Point
  validFrom: string
  validTo: string | null
}
