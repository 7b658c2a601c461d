import type { CommandContext } from '#kernel/node/commands.ts'
import { readCatalogue, readCatalogueItem } from '#kernel/node/catalogue.ts'
import { AssetType } from '#slices/assets/schema.ts'
import { DutyRole } from '#slices/duties/schema.ts'
import { KindDef } from '#slices/ledger/kind-schema.ts'
import { PlaceType, ProfileField } from '#slices/places/schema.ts'
import type { ImportTargetDef } from './target-def.ts'
import { buildTargets } from './targets.ts'

const placeTypes = readCatalogue('place-types.yaml', PlaceType)
const assetTypes = readCatalogue('asset-types.yaml', AssetType)
const dutyRoles = readCatalogue('duty-roles.yaml', DutyRole)
const problemSheet = readCatalogueItem('problem-sheet.yaml', KindDef)
const profileFields = readCatalogue('profile.yaml', ProfileField)

/** What sheets of this community can be: the shipped registers, and its own kinds as they are now. */
export async function communityTargets(context: CommandContext): Promise<ImportTargetDef[]> {
  const kinds = await context.app.commands.run(context, 'kind.all', {})
  return buildTargets({ kinds, problemSheet, placeTypes, assetTypes, dutyRoles, profileFields })
}
