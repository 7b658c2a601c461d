import type { RouteSpec } from '#kernel/node/route.ts'
import { AT_PLACES, type Letter, type Relation, SEEN_AT_PLACES, SEEN_PAPERS } from '#test/permission-matrix.ts'

// What the policy lets whom see, of the things a path can name.

/** The part of the path that says what kind of thing its first parameter names: entries, parties … */
export function partOf(spec: RouteSpec): string | undefined {
  return /^\/api\/c\/:community\/(?:[\w-]+\/)*?([\w-]+)\/:/.exec(spec.path)?.[1]
}

export function maySee(letter: Letter, part: string, relation: Relation): boolean {
  if (relation === 'other community') return false
  const limits = part === 'papers' ? SEEN_PAPERS[letter] : AT_PLACES.includes(part) ? SEEN_AT_PLACES[letter] : undefined
  return !limits || limits.includes(relation)
}

export const mayReach = (spec: RouteSpec, letter: Letter, relation: Relation): boolean =>
  maySee(letter, partOf(spec) ?? '', relation)
