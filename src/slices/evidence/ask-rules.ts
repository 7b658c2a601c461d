import { daysBetween, type Day } from '#kernel/days.ts'
import { OPERATOR, RESIDENT } from '#kernel/reader.ts'
import type { Circle, Likeness, Target } from './schema.ts'

/** A photo on a record, and what of the record decides whether it is the same event. */
export interface Tie {
  target: Target
  id: string
  sha256: string
  kind: string
  placeId: string | null
  dayFrom: Day
  dayTo: Day
  author: string
}

export interface Candidate {
  tie: Tie
  likeness: Likeness
  /** Of 512 bits so many differ; 0 for the same photo and the same camera file. */
  distance: number
}

export interface Asked extends Candidate {
  circle: Circle
}

/**
 * How many of 512 bits may differ for two photos to be asked about, by how near their records stand. Measured in
 * docs/decisions/0008: copies stay below, other pictures far above.
 */
export const MOST_DISTANT: Record<Circle, number> = { author: 120, place: 120, kind: 120, community: 100 }
export const MOST_DISTANT_AT_ALL = 120

/** So many questions about one photo are enough to find out how it came to be used again. */
const MOST_ASKED = 3
/** Without a place two records of the same days may be one event, unless they span half a year. */
const SHORT_DAYS = 7

/** The places a place stands below, itself among them. */
export type Above = (placeId: string) => ReadonlySet<string>

/** One event may well be recorded under several indicators: the same days, and the same place or one within the other. */
export function isSameEvent(a: Tie, b: Tie, above: Above): boolean {
  if (a.dayTo < b.dayFrom || b.dayTo < a.dayFrom) return false
  if (a.placeId !== null && b.placeId !== null) return isOnePlace(a.placeId, b.placeId, above)
  return isShort(a) && isShort(b)
}

const isShort = (tie: Tie): boolean => daysBetween(tie.dayFrom, tie.dayTo) < SHORT_DAYS

const isOnePlace = (a: string, b: string, above: Above): boolean => above(a).has(b) || above(b).has(a)

// Residents and the machine itself are many under one name.
const NOBODY: ReadonlySet<string> = new Set([RESIDENT, OPERATOR])

/** The nearest circle both records stand in. */
function circleOf(a: Tie, b: Tie, above: Above): Circle {
  if (a.author === b.author && !NOBODY.has(a.author)) return 'author'
  if (a.placeId !== null && b.placeId !== null && isOnePlace(a.placeId, b.placeId, above)) return 'place'
  return a.kind === b.kind ? 'kind' : 'community'
}

/**
 * What to ask about a photo of a record, the likeliest first. Looked for within the same author, place and kind first; the
 * rest of the community comes only when nothing is found there. Of one other record one photo is asked about.
 */
export function questionsAbout(tie: Tie, candidates: readonly Candidate[], above: Above): Asked[] {
  const asked = candidates
    .filter(({ tie: other }) => other.id !== tie.id && !isSameEvent(tie, other, above))
    .map((candidate) => ({ ...candidate, circle: circleOf(tie, candidate.tie, above) }))
    .filter(({ distance, circle }) => distance <= MOST_DISTANT[circle])
    .sort(byLikelihood)
  const near = asked.filter(({ circle }) => circle !== 'community')
  const records = new Set<string>()
  return (near.length > 0 ? near : asked)
    .filter(({ tie: other }) => !records.has(other.id) && records.add(other.id))
    .slice(0, MOST_ASKED)
}

const RANK: Record<Likeness, number> = { 'same-photo': 0, 'same-camera-file': 1, alike: 2 }
const CIRCLE_RANK: Record<Circle, number> = { author: 0, place: 1, kind: 2, community: 3 }

function byLikelihood(a: Asked, b: Asked): number {
  return (
    RANK[a.likeness] - RANK[b.likeness] ||
    CIRCLE_RANK[a.circle] - CIRCLE_RANK[b.circle] ||
    a.distance - b.distance ||
    (a.tie.id < b.tie.id ? -1 : 1)
  )
}
