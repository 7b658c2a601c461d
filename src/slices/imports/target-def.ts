import type { AssetType } from '#slices/assets/schema.ts'
import type { DutyRole } from '#slices/duties/schema.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import type { PlaceType, ProfileField } from '#slices/places/schema.ts'
import type { Target } from './recognise/target.ts'

/**
 * What a sheet can be: one target per ledger kind, per type of place, per type of asset, the teams and the community's
 * profile. All of it is made from the catalogues, so a kind or field a clerk adds can be imported at once.
 */
export interface ImportTargetDef extends Target {
  takes:
    | { as: 'entry'; kind: KindDef }
    /** A problem that goes its way to the end; the sheet is described like a kind, but is none of the ledger. */
    | { as: 'case'; kind: KindDef }
    | { as: 'place'; type: PlaceType; roles: DutyRole[] }
    | { as: 'asset'; type: AssetType }
    | { as: 'team' }
    | { as: 'profile'; facts: ProfileField[] }
}

/** Field keys carry what they are: m.<measure>, f.<data field>, parent.<place type>, duty.<role>; others stand alone. */
export const MEASURE = 'm.'
export const FIELD = 'f.'
export const PARENT = 'parent.'
export const DUTY = 'duty.'
