import type { FastifyRequest } from 'fastify'
import { sourceAddress } from '#kernel/node/source-address.ts'
import { digest } from '#slices/people/token.ts'
import { cookieName } from './cookie-name.ts'

/** In a minute one address may show so many secrets that open nothing before its requests count together again. */
const STRANGE_SECRETS = 600
const WINDOW_MS = 60_000
/** Who was let in is remembered for one to two of these, and no more than so many of them. */
const REMEMBER_MS = 600_000
const MOST_REMEMBERED = 50_000

/**
 * Whom the limit of requests counts: somebody with a session by that session, because a whole district of phones may
 * stand behind one address; everybody else by their address. An address from which many made-up sessions come is one
 * caller, whatever it shows.
 */
export interface CallerKeys {
  keyOf: (request: FastifyRequest) => string
  /** What this request showed is no session. */
  noteStranger: (request: FastifyRequest) => void
  /** It was let into that community. */
  noteKnown: (request: FastifyRequest, community: string) => void
  /**
   * Whether it was let in there lately, told without asking the database. It gives no right to anything: only somebody
   * known is told at a crowded door when to come back before they are asked who they are.
   */
  isKnown: (request: FastifyRequest, community: string) => boolean
}

export function callerKeys(): CallerKeys {
  let strange = new Map<string, number>()
  let since = performance.now()
  let [known, knownBefore, knownSince] = [new Set<string>(), new Set<string>(), since]
  const countOf = (address: string): number => {
    if (performance.now() - since > WINDOW_MS) {
      strange = new Map()
      since = performance.now()
    }
    return strange.get(address) ?? 0
  }
  return {
    keyOf: (request) => {
      const address = sourceAddress(request.ip)
      // The very cookie that opens the door: another one beside it would be a new caller with every request.
      const secret = request.cookies[cookieName(request)]
      // What is not asked of the API is never held against a session.
      if (!secret || !request.url.startsWith('/api/') || countOf(address) >= STRANGE_SECRETS) return address
      return `session ${digest(secret).toString('base64')}`
    },
    noteStranger: (request) => {
      const address = sourceAddress(request.ip)
      strange.set(address, countOf(address) + 1)
    },
    noteKnown: (request, community) => {
      if (performance.now() - knownSince > REMEMBER_MS || known.size >= MOST_REMEMBERED) {
        ;[known, knownBefore, knownSince] = [new Set(), known, performance.now()]
      }
      known.add(nameOf(request, community))
    },
    isKnown: (request, community) => {
      const name = nameOf(request, community)
      return known.has(name) || knownBefore.has(name)
    },
  }
}

function nameOf(request: FastifyRequest, community: string): string {
  return `${digest(request.cookies[cookieName(request)] ?? '').toString('base64')} ${community}`
}
