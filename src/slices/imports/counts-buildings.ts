import type { KindDef } from '#slices/ledger/kind-schema.ts'

/** Kinds with a figure over buildings stand at the building, not at the yard. */
export function countsBuildings(kind: KindDef): boolean {
  return kind.figures.some((figure) => figure.placeType === 'building')
}
