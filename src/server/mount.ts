import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { cleanTexts } from '#kernel/clean-texts.ts'
import { cutText } from '#kernel/cut-text.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Room } from '#kernel/node/room.ts'
import type { Call, RouteSpec, SessionCookie } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { type Asker, communityOf, type PlaceHeld, recognise, refuseAtDoor, refuseSignedIn, takePlace } from './admit.ts'
import type { CallerKeys } from './caller-keys.ts'
import { cookieName } from './cookie-name.ts'
import { doorLine } from './door-line.ts'
import { endWithSession } from './end-with-session.ts'

/** Of what a request sent, no more than this comes back in an error. */
const MOST_ECHOED = 120

/** After so long, who asks is looked at anew: a body may drip in for minutes, and rights end meanwhile. */
const SURE_MS = 2_000
const askInTurn = doorLine(3, 40)
/** Nobody who is not signed in has more to say than a form, but for one with a picture in it. */
const STRANGERS_BYTES = 256 * 1024

/** What every route of one server shares. */
export interface Shared {
  callers: CallerKeys
  /** Where uploads are read that have no room of their own. */
  uploads: Room
}

/**
 * Mounts one route: who are you → may you → a place → read the body → parse → run, in that order, so that a stranger
 * learns nothing from a parse error and cannot make the server hold what they send. Everything a community route reads
 * or writes happens in one transaction that carries its reader.
 */
export function mount(http: FastifyInstance, app: App, spec: RouteSpec, { callers, uploads }: Shared): void {
  const room = spec.room ?? (spec.upload ? uploads : undefined)
  const admitted = new WeakMap<FastifyRequest, Asker & { at: number; place: PlaceHeld | undefined }>()
  http.route({
    method: spec.method,
    url: spec.path,
    ...(spec.access === 'public' && !spec.picture ? { bodyLimit: STRANGERS_BYTES } : {}),
    // Before the body is read, yet after the limit of requests: who is told to come back is counted too.
    preParsing: async (request, reply) => {
      if (room) refuseAtDoor(room, spec, callers, request, reply)
      const { token } = sessionCookie(request, reply)
      // Whoever shows nothing is told so without a line.
      const asker =
        room && token
          ? await askInTurn(reply, callers.isKnown(request, communityOf(request)), () =>
              recognise(app, spec, callers, request, token, () => refuseSignedIn(room, callers, request, reply)),
            )
          : await recognise(app, spec, callers, request, token)
      const at = performance.now()
      const place = room && takePlace(room, asker, request, reply)
      // What comes over a quick line, or as a form that is read at work, waits for its turn before a byte of it is held.
      if (place && room === uploads) await place.turn()
      admitted.set(request, { ...asker, at, place })
    },
    onSend: (request, reply, payload) => endWithSession(app, () => sessionCookie(request, reply).token, payload),
    onResponse: async (request) => admitted.get(request)?.place?.giveBack(),
    handler: (request, reply) => {
      const { at, place, ...before } = admitted.get(request)!
      const session = sessionCookie(request, reply)
      const job = async (): Promise<unknown> => {
        const isSure = performance.now() - at < SURE_MS
        const asker = isSure ? before : await recognise(app, spec, callers, request, session.token)
        return answer(app, spec, { app, session, ...asker, request, reply })
      }
      if (!place) return job()
      return place.work(async () => {
        if (room !== uploads) await place.turn()
        return spec.upload ? Promise.race([job(), cutOff(request, reply)]) : job()
      })
    },
  })
}

/** A form that is still being read when its sender goes would be waited for for ever. */
function cutOff(request: FastifyRequest, reply: FastifyReply): Promise<never> {
  return new Promise((_, reject) => {
    const look = (): void => {
      if (!request.raw.complete) reject(problems['request.invalid']({ where: '', what: '上传在传送中断开了' }))
    }
    if (reply.raw.destroyed) look()
    else reply.raw.once('close', look)
  })
}

type Asked = Pick<Call<never, never, never>, 'app' | 'session' | 'signedIn' | 'request' | 'reply'> & Asker

async function answer(app: App, spec: RouteSpec, { reader, ...call }: Asked): Promise<unknown> {
  const parsed = parse(spec, call.request)
  if (!reader) return spec.run({ ...call, ...parsed, tx: noTransaction, reader: null as never })
  if (spec.transaction === 'own') return spec.run({ ...call, ...parsed, reader, tx: noTransaction })
  return app.db.asReader(reader, async (tx) => spec.run({ ...call, ...parsed, reader, tx }))
}

// A route without a transaction that reaches for one is a mistake in the code; it fails loudly in the first test.
const noTransaction = new Proxy({} as Tx, {
  get: () => {
    throw new Error('this route has no transaction of its own')
  },
})

function parse(spec: RouteSpec, request: FastifyRequest) {
  const { community: _, ...params } = request.params as Record<string, unknown>
  return {
    params: spec.params ? parsePart('地址', spec.params, params, { hidden: true }) : params,
    query: spec.query ? parsePart('查询条件', spec.query, request.query) : {},
    body: spec.body ? parsePart('', spec.body, request.body ?? {}, { asSent: spec.asSent }) : undefined,
  }
}

interface Manner {
  /** Whatever is wrong with it looks as if it were not there. */
  hidden?: boolean
  asSent?: true | undefined
}

function parsePart(part: string, schema: z.ZodType, value: unknown, { hidden = false, asSent }: Manner = {}): unknown {
  // What is taken as it was sent is looked at item by item by its route, unless it is no such body at all.
  const asIs = asSent && schema.safeParse(value)
  if (asIs && asIs.success) return asIs.data
  const broken = cleanTexts(value)
  if (broken && hidden) throw problems['request.not-found']()
  if (broken) {
    const where = [part, labelAt(schema, broken)].filter(Boolean).join(' ') || '提交的内容'
    throw problems['request.broken-text']({ where }, cutText(broken.join('.'), MOST_ECHOED))
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  // A malformed id in a path says no more than an unknown one.
  if (hidden) throw problems['request.not-found']()
  const issue = result.error.issues[0]!
  const field = cutText(issue.path.join('.'), MOST_ECHOED)
  throw problems['request.invalid'](
    { where: [part, labelAt(schema, issue.path)].filter(Boolean).join(' '), what: explain(issue) },
    field,
  )
}

function labelAt(schema: z.ZodType, path: PropertyKey[]): string {
  let at: unknown = schema
  for (const key of path) {
    const inner = unwrap(at) as { shape?: Record<PropertyKey, unknown>; element?: unknown } | undefined
    at = inner?.shape?.[key] ?? inner?.element
  }
  const label = (at as { meta?: () => { label?: string } | undefined } | undefined)?.meta?.()?.label
  return label ? `“${label}”` : path.length > 0 ? `“${cutText(path.join('.'), MOST_ECHOED)}”` : ''
}

function unwrap(schema: unknown): unknown {
  let at = schema as { def?: { innerType?: unknown } } | undefined
  while (at?.def?.innerType) at = at.def.innerType as typeof at
  return at
}

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? '不能为空' : `太小或太短，至少 ${issue.minimum}`
    case 'too_big':
      return `太大或太长，最多 ${issue.maximum}`
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : '类型不对'
    case 'unrecognized_keys':
      return `含有不认识的项：${issue.keys
        .slice(0, 5)
        .map((key) => cutText(key, 40))
        .join('、')}`
    case 'invalid_value':
      return '不在可选范围内'
    case 'invalid_format':
      return '格式不对'
    default:
      return issue.message
  }
}

function sessionCookie(request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const secure = request.protocol === 'https'
  const name = cookieName(request)
  const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure }
  return {
    token: request.cookies[name] ?? null,
    set: (token, hours) => void reply.setCookie(name, token, { ...options, maxAge: hours * 3600 }),
    clear: () => void reply.clearCookie(name, options),
  }
}
