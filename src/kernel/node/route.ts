import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Action, Subject } from '#kernel/can.ts'
import type { Language } from '#kernel/language.ts'
import type { Reader } from '#kernel/reader.ts'
import type { App } from './app.ts'
import type { Room } from './room.ts'
import type { Tx } from './db.ts'

/**
 * A route is data: who may call it, what it takes and gives, and one function. The composition root mounts it, checks
 * access before anything is read, parses with the schemas (unknown keys are refused), and opens the transaction that
 * carries the reader. The permission matrix test reads the same list.
 *
 * access: 'public' — anybody · 'session' — any signed-in account, no community · [action, subject] — within the
 * community named by :community in the path · ['above', action, subject] — over all communities below an office the
 * account works at; for reading only.
 */
export type Access = 'public' | 'session' | readonly [Action, Subject] | readonly ['above', Action, Subject]

/** The account behind the session cookie, before any community is chosen. */
export interface SignedIn {
  sessionId: string
  accountId: string
  login: string
  name: string
  actor: string
  partyId: string | null
  /** The unit the account belongs to, in its own community. */
  unitId: string | null
  /** Whether signing in asks for a one-time code besides the password. */
  totp: boolean
  language: Language
}

export interface Call<P, Q, B> {
  app: App
  /** Null on public routes for a caller who is not signed in. */
  signedIn: SignedIn | null
  session: SessionCookie
  /** Present for community routes unless `transaction: 'own'`. */
  tx: Tx
  reader: Reader
  params: P
  query: Q
  body: B
  request: FastifyRequest
  reply: FastifyReply
}

export interface RouteSpec<P = unknown, Q = unknown, B = unknown, A = unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  access: Access
  summary: string
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  answer?: z.ZodType<A>
  /** The body comes to the route letter by letter as it was sent, because it is sealed; the route cleans its texts. */
  asSent?: true
  /** 'own': the route opens its transactions itself (streams, long uploads). */
  transaction?: 'one' | 'own'
  /** The body is a file sent as multipart/form-data or raw bytes, read by the route itself. */
  upload?: boolean
  /** The form carries a picture in itself, so that it may be large even from somebody who is not signed in. */
  picture?: true
  /** Open also to whoever worked in the community before: their reader says so, and the route does nothing for them. */
  formerToo?: true
  /** Where many may come at once: whoever finds it full is told when to come back, before anything is read. */
  room?: Room
  run: (call: Call<P, Q, B>) => Promise<A> | A
}

// Inference lives here so that a route file reads as its own specification.
export function route<P = unknown, Q = unknown, B = unknown, A = unknown>(spec: RouteSpec<P, Q, B, A>): RouteSpec {
  return spec as unknown as RouteSpec
}

/** The session secret of this request, and how a route sets or clears it on its answer. */
export interface SessionCookie {
  token: string | null
  /** @param hours after which the browser forgets it */
  set: (token: string, hours: number) => void
  clear: () => void
}
