import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { can } from '#kernel/can.ts'
import { cutText } from '#kernel/cut-text.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Room } from '#kernel/node/room.ts'
import type { Call, RouteSpec, SessionCookie, SignedIn } from '#kernel/node/route.ts'
import type { Problem } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'
import { findSession, SESSION_HOURS } from '#slices/people/session-store.ts'
import { cleanTexts } from './clean-texts.ts'
import { cookieName } from './cookie-name.ts'
import { readerAbove, readerFor } from './reader-for.ts'
import { endWithSession } from './end-with-session.ts'

/** Of what a request sent, no more than this comes back in an error. */
const MOST_ECHOED = 120

/**
 * Mounts one route: who are you → may you → parse → run, in that order, so that a stranger learns nothing from a
 * parse error. Everything a community route reads or writes happens in one transaction that carries its reader.
 */
export function mount(
  http: FastifyInstance,
  app: App,
  spec: RouteSpec,
  /** Told when somebody shows a session that there is not. */
  onStranger: (request: FastifyRequest) => void = () => {},
): void {
  const { room } = spec
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const session = sessionCookie(request, reply)
    const signedIn = await authenticate(app, session)
    if (session.token && !signedIn) onStranger(request)
    return answer(app, spec, { app, session, signedIn, request, reply })
  }
  http.route({
    method: spec.method,
    url: spec.path,
    // Before the body is read, yet after the limit of requests: who is told to come back is counted too.
    preParsing: async (_request, reply) => {
      if (room?.isFull()) throw noRoom(room, reply)
    },
    onSend: (request, reply, payload) => endWithSession(app, () => sessionCookie(request, reply).token, payload),
    handler: room
      ? (request, reply) => {
          const by = sessionCookie(request, reply).token ?? request.ip
          return inside(room, by, reply, () => handle(request, reply))
        }
      : handle,
  })
}

async function inside<T>(room: Room, by: string, reply: FastifyReply, job: () => Promise<T>): Promise<T> {
  const leave = room.enter(by)
  // Whoever holds all the places one may have is no crowd, and puts nobody's time off.
  if (!leave) throw room.isFull() ? noRoom(room, reply) : problems['server.busy']()
  try {
    return await room.work(job)
  } finally {
    leave()
  }
}

function noRoom(room: Room, reply: FastifyReply): Problem {
  reply.header('retry-after', String(room.comeBackIn()))
  return problems['server.busy']()
}

type Asked = Pick<Call<never, never, never>, 'app' | 'session' | 'signedIn' | 'request' | 'reply'>

async function answer(app: App, spec: RouteSpec, call: Asked): Promise<unknown> {
  const { signedIn, request } = call
  if (spec.access === 'public' || spec.access === 'session') {
    if (spec.access === 'session' && !signedIn) throw problems['session.missing']()
    return spec.run({ ...call, ...parse(spec, request), tx: noTransaction, reader: null as never })
  }
  if (!signedIn) throw problems['session.missing']()
  const above = spec.access.length === 3
  const community = String((request.params as Record<string, string>).community ?? '')
  const reader = above ? await readerAbove(app, signedIn) : await readerFor(app, signedIn, community, spec.formerToo)
  const [action, subject] = spec.access.length === 3 ? [spec.access[1], spec.access[2]] : spec.access
  if (!can(reader.role, action, subject)) throw problems['access.denied']()
  const parsed = parse(spec, request)
  if (spec.transaction === 'own') return spec.run({ ...call, ...parsed, reader, tx: noTransaction })
  return app.db.asReader(reader, async (tx) => spec.run({ ...call, ...parsed, reader, tx }))
}

// A route without a transaction that reaches for one is a mistake in the code; it fails loudly in the first test.
const noTransaction = new Proxy({} as Tx, {
  get: () => {
    throw new Error('this route has no transaction of its own')
  },
})

async function authenticate(app: App, session: SessionCookie): Promise<SignedIn | null> {
  const { token } = session
  if (!token) return null
  return (await app.db.asGate((tx) => findSession(tx, token, app.now()))) ?? null
}

function parse(spec: RouteSpec, request: FastifyRequest) {
  const { community: _, ...params } = request.params as Record<string, unknown>
  return {
    params: spec.params ? parsePart('地址', spec.params, params, true) : params,
    query: spec.query ? parsePart('查询条件', spec.query, request.query) : {},
    body: spec.body ? parsePart('', spec.body, request.body ?? {}) : undefined,
  }
}

function parsePart(part: string, schema: z.ZodType, value: unknown, hidden = false): unknown {
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
    set: (token) => void reply.setCookie(name, token, { ...options, maxAge: SESSION_HOURS * 3600 }),
    clear: () => void reply.clearCookie(name, options),
  }
}
