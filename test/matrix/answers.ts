import type { RouteSpec } from '#kernel/node/route.ts'
import type { Answer } from './doors.ts'

// What an answer means.

export const nameOf = (spec: RouteSpec): string => `${spec.method} ${spec.path}`
export const codeOf = (answer: Answer): string | undefined => (answer.json as { code?: string } | undefined)?.code

/** Found means shown, or refused for a reason of its own – never the answer that nothing gets. */
export function isFound(spec: RouteSpec, answer: Answer, absent: Answer): boolean {
  if (answer.status === 401 || codeOf(answer) === 'access.denied') return false
  if (spec.method === 'GET' && answer.status === 200) return true
  if (OVER.has(nameOf(spec))) return true
  // Where a body is refused before anything is looked up, both answers are that refusal.
  return absent.status !== 404 || !answer.raw.equals(absent.raw)
}

// What stands is past the act: it answers as if nothing were there to act on.
const OVER = new Set(['POST /api/c/:community/work/:id/cancel'])

// Asked with a body, for its length; nothing is written.
const QUESTIONS = new Set([
  'POST /api/c/:community/places/resolve',
  'POST /api/c/:community/outlines/check',
  'POST /api/c/:community/cases/paste',
  // With nothing in it, as the matrix sends it.
  'POST /api/c/:community/field/batch',
])

/** Answers that say the same to everybody: catalogues, and an act that found nothing to act on. */
export function isHarmless(spec: RouteSpec, answer: Answer): boolean {
  if (spec.method === 'GET') return false
  if (QUESTIONS.has(nameOf(spec))) return true
  const body = answer.json
  return body === undefined || (Array.isArray(body) && body.length === 0)
}
