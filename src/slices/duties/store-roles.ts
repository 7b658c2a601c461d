import { readCatalogue } from '#kernel/node/catalogue.ts'
import { PlaceType } from '#slices/places/schema.ts'
import { inOwnWords } from './rules.ts'
import { DutyRole } from './schema.ts'

export const dutyRoles: DutyRole[] = readCatalogue('duty-roles.yaml', DutyRole).sort((a, b) => a.ord - b.ord)
const placeTypes: PlaceType[] = readCatalogue('place-types.yaml', PlaceType)

const byCode = new Map(dutyRoles.map((role) => [role.code, role]))
const typeByCode = new Map(placeTypes.map((type) => [type.code, type]))

export const roleOf = (code: string): DutyRole | undefined => byCode.get(code)
export const roleLabel = (code: string, word: string): string => inOwnWords(byCode.get(code)?.label ?? code, word)
export const placeTypeOf = (code: string): PlaceType | undefined => typeByCode.get(code)
export const placeTypeLabel = (code: string): string => typeByCode.get(code)?.label ?? code

/** The roles with the community's own word for 包抓. */
export const dutyRolesOf = (word: string): DutyRole[] =>
  dutyRoles.map((role) => ({ ...role, label: inOwnWords(role.label, word) }))
