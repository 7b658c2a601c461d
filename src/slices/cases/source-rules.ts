import type { Role } from '#kernel/reader.ts'
import { ABOVE, OFFICE } from './rules.ts'
import type { Source } from './schema.ts'

/** Sources a person writes down; what an import or a sample brings does not come this way. */
const TYPED_SOURCES = ['patrol', 'hotline', 'superior', 'assessment', 'resident'] as const satisfies Source[]
type TypedSource = (typeof TYPED_SOURCES)[number]

/** Which sources a role may enter by itself. */
const ENTERS: Record<TypedSource, (role: Role) => boolean> = {
  patrol: () => true,
  hotline: (role) => OFFICE.includes(role) || ABOVE.includes(role),
  superior: (role) => OFFICE.includes(role) || ABOVE.includes(role),
  assessment: (role) => OFFICE.includes(role) || ABOVE.includes(role) || role === 'assessor',
  resident: (role) => OFFICE.includes(role),
}

export const mayEnter = (source: Source, role: Role): boolean => source in ENTERS && ENTERS[source as TypedSource](role)

export const sourcesFor = (role: Role): TypedSource[] => TYPED_SOURCES.filter((source) => ENTERS[source](role))

/** Whether a role may put right and write down in one go; only what the community found itself. */
export const mayFixOnSpot = (role: Role): boolean => OFFICE.includes(role) || role === 'grid'
