import type { FastifyReply, FastifyRequest } from 'fastify'
import { can } from '#kernel/can.ts'
import type { App } from '#kernel/node/app.ts'
import type { Room } from '#kernel/node/room.ts'
import type { RouteSpec, SignedIn } from '#kernel/node/route.ts'
import type { Problem } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { findSession } from '#slices/people/session-store.ts'
import type { CallerKeys } from './caller-keys.ts'
import { readerAbove, readerFor } from './reader-for.ts'

/** Who asks and as whom, known before the body is read. */
export interface Asker {
  signedIn: SignedIn | null
  /** Null where anybody signed in, or anybody at all, may call. */
  reader: Reader | null
}

/** The secret a request shows, if any. */
type Secret = string | null

/**
 * Who are you → may you. What a request showed that is no session is counted here, so that it counts whatever else is
 * wrong with the request.
 * @param whenSignedIn may throw before rights are looked up, which costs more than knowing the session
 * @throws session.missing · access.denied · totp.required · request.not-found
 */
export async function recognise(
  app: App,
  spec: RouteSpec,
  callers: CallerKeys,
  request: FastifyRequest,
  secret: Secret,
  whenSignedIn: () => void = () => {},
): Promise<Asker> {
  const signedIn = secret ? ((await app.db.asGate((tx) => findSession(tx, secret, app.now()))) ?? null) : null
  if (secret && !signedIn) callers.noteStranger(request)
  if (spec.access === 'public') return { signedIn, reader: null }
  if (!signedIn) throw problems['session.missing']()
  whenSignedIn()
  if (spec.access === 'session') return { signedIn, reader: null }
  const above = spec.access.length === 3
  const reader = above
    ? await readerAbove(app, signedIn)
    : await readerFor(app, signedIn, communityOf(request), spec.formerToo)
  const [action, subject] = spec.access.length === 3 ? [spec.access[1], spec.access[2]] : spec.access
  if (!can(reader.role, action, subject)) throw problems['access.denied']()
  callers.noteKnown(request, communityOf(request))
  return { signedIn, reader }
}

/**
 * Whoever is known is told at once, without a look at the database, when a room has no place for them: a crowd must
 * cost nothing. Whoever is not is asked who they are first; a stranger moves nobody's time, and learns no more
 * than that a crowd is there.
 */
export function refuseAtDoor(
  room: Room,
  spec: RouteSpec,
  callers: CallerKeys,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const community = communityOf(request)
  if (!room.isFull(community)) return
  if (spec.access === 'public' || callers.isKnown(request, community)) throw noRoom(room, community, reply)
}

/** The same for whoever turned out to be signed in, and is told at the door from now on. @throws server.busy */
export function refuseSignedIn(room: Room, callers: CallerKeys, request: FastifyRequest, reply: FastifyReply): void {
  const community = communityOf(request)
  if (!room.isFull(community)) return
  callers.noteKnown(request, community)
  throw noRoom(room, community, reply)
}

/**
 * Takes a place and sees that it is given back: by the work itself once that has begun, and otherwise when the answer
 * is out or the connection is gone, whatever ended it.
 */
export function takePlace(room: Room, asker: Asker, request: FastifyRequest, reply: FastifyReply): PlaceHeld {
  const community = communityOf(request)
  // Gone while they were asked who they are: nothing would tell of it again.
  if (reply.raw.destroyed) throw problems['server.busy']()
  const place = room.enter(asker.signedIn?.accountId ?? request.ip, community)
  // Whoever holds all the places one may have is no crowd, and puts nobody's time off.
  if (!place) throw room.isFull(community) ? noRoom(room, community, reply) : problems['server.busy']()
  let isAtWork = false
  const giveBack = (): void => {
    if (!isAtWork) place.leave()
  }
  reply.raw.once('close', giveBack)
  return {
    turn: place.turn,
    giveBack,
    work: async (job) => {
      isAtWork = true
      try {
        return await job()
      } finally {
        place.leave()
      }
    },
  }
}

export interface PlaceHeld {
  turn: () => Promise<void>
  /** Does what the place was taken for, and gives it back. */
  work: <T>(job: () => Promise<T>) => Promise<T>
  /** Unless work has begun: that gives it back itself. */
  giveBack: () => void
}

export const communityOf = (request: FastifyRequest): string =>
  String((request.params as Record<string, string>).community ?? '')

function noRoom(room: Room, community: string, reply: FastifyReply): Problem {
  reply.header('retry-after', String(room.comeBackIn(community)))
  return problems['server.busy']()
}
