import { readCatalogue } from '#kernel/node/catalogue.ts'
import { PlaceType, ProfileField } from './schema.ts'

export const placeTypes: PlaceType[] = readCatalogue('place-types.yaml', PlaceType)
export const profileFields: ProfileField[] = readCatalogue('profile.yaml', ProfileField)

const byCode = new Map(placeTypes.map((type) => [type.code, type]))
const byKey = new Map(profileFields.map((field) => [field.key, field]))

/** The type of a code that a release no longer ships keeps its records readable, under its bare code. */
export const typeOf = (code: string): PlaceType | undefined => byCode.get(code)
export const typeLabel = (code: string): string => byCode.get(code)?.label ?? code
export const profileFieldOf = (key: string): ProfileField | undefined => byKey.get(key)
