import type { AssetType } from '#slices/assets/schema.ts'
import type { DutyRole } from '#slices/duties/schema.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import type { PlaceType, ProfileField } from '#slices/places/schema.ts'
import { assetTarget } from './asset-target.ts'
import { kindTarget } from './kind-target.ts'
import { placeTarget } from './place-target.ts'
import { profileTarget } from './profile-target.ts'
import type { ImportTargetDef } from './target-def.ts'
import { teamTarget } from './team-target.ts'

export interface Catalogues {
  kinds: KindDef[]
  /** What a 问题清单 holds. */
  problemSheet: KindDef
  placeTypes: PlaceType[]
  assetTypes: AssetType[]
  dutyRoles: DutyRole[]
  profileFields: ProfileField[]
}

export function buildTargets(catalogues: Catalogues): ImportTargetDef[] {
  const { kinds, problemSheet, placeTypes, assetTypes, dutyRoles, profileFields } = catalogues
  return [
    profileTarget(profileFields),
    ...placeTypes
      .filter((type) => !NOT_IMPORTED.has(type.code))
      .map((type) => placeTarget(type, placeTypes, dutyRoles)),
    ...assetTypes.map(assetTarget),
    teamTarget(),
    ...kinds.filter((kind) => !kind.retired).map((kind) => kindTarget(kind, 'entry')),
    kindTarget(problemSheet, 'case'),
  ]
}

// Households and stairwells are kept by hand: a list of households is personal data of its own.
const NOT_IMPORTED = new Set(['unit', 'household'])

export function targetOf(targets: ImportTargetDef[], code: string | null): ImportTargetDef | undefined {
  return targets.find((target) => target.code === code)
}
