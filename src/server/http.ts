import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '#kernel/node/app.ts'
import { room } from '#kernel/node/room.ts'
import type { RouteSpec } from '#kernel/node/route.ts'
import type { Problem } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'
import { MOST_WORKBOOK_MB } from '#kernel/workbook.ts'
import { callerKeys } from './caller-keys.ts'
import { languageOf, say } from './language.ts'
import { mount } from './mount.ts'
import { serveWeb } from './serve-web.ts'
import { toProblem } from './to-problem.ts'

export interface HttpOptions {
  /** Folder of the built web pages; null serves the API alone. */
  webFolder: string | null
  /** Trust X-Forwarded-* of a reverse proxy on this machine. */
  trustProxy: boolean
  version: string
  /** How long a body other than an upload may take to arrive, in milliseconds. */
  bodyMs?: number
  /** Milliseconds the event loop may be late before requests are refused; 0 never refuses, as on a machine that tests. */
  maxEventLoopDelay?: number
}

const MB = 1024 * 1024
const LIMITS = { jsonMb: 2, uploadMb: MOST_WORKBOOK_MB, pictureMb: 8 }
const BODY_MS = 30_000
const LATE_MS = 8_000
/**
 * Uploads of the routes that have no room of their own. A workbook is up to 32 MB and is held in memory while it comes,
 * so twelve at once are some 400 MB at worst and a few dozen MB on an ordinary morning. Those who wait hold nothing but
 * their connection: a person may bring a folder of pictures at once.
 */
const UPLOADS = { inside: 12, waiting: 60, each: 20 }

/** The HTTP server: headers, limits, errors, and every route of the list mounted the same way. */
export async function buildHttp(app: App, routes: RouteSpec[], options: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({
    bodyLimit: LIMITS.jsonMb * MB,
    trustProxy: options.trustProxy ? 'loopback' : false,
    logger: false,
    // An upload over a slow line may take its time; whoever has not even said what they want may not.
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    keepAliveTimeout: 30_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    frameworkErrors: (error, request, reply) => {
      headers(reply, request)
      sendProblem(toProblem(error, request, LIMITS), request, reply)
    },
    routerOptions: { maxParamLength: 300 },
    genReqId: () => randomUUID(),
  })
  http.addHook('onRequest', async (request, reply) => {
    headers(reply, request)
    refuseForeignWrites(request)
    endSlowBody(request, options.bodyMs ?? BODY_MS)
  })
  http.setErrorHandler((error, request, reply) => sendProblem(toProblem(error, request, LIMITS), request, reply))
  http.setNotFoundHandler((request, reply) => sendProblem(problems['request.not-found'](), request, reply))
  await http.register(cookie)
  // Nothing is there to read it.
  http.addHook('preParsing', async (request) => {
    if (request.is404 && request.method !== 'GET') throw problems['request.not-found']()
  })
  await http.register(multipart, {
    limits: { fileSize: LIMITS.uploadMb * MB, files: 12, fields: 20, fieldSize: 100_000, parts: 40, headerPairs: 100 },
  })
  await http.register(underPressure, {
    maxEventLoopDelay: options.maxEventLoopDelay ?? LATE_MS,
    retryAfter: 5,
    exposeStatusRoute: false,
  })
  const callers = callerKeys()
  await http.register(rateLimit, {
    max: 1_200,
    timeWindow: '1 minute',
    keyGenerator: callers.keyOf,
    cache: 50_000,
    errorResponseBuilder: (_request, context) =>
      problems['request.too-many']({ seconds: Math.ceil(context.ttl / 1000) }),
  })
  http.get('/livez', () => ({ ok: true, version: options.version }))
  http.get('/readyz', async () => {
    await app.db.pool.query('select 1')
    return { ok: true }
  })
  const shared = { callers, uploads: room(UPLOADS.inside, UPLOADS.waiting, UPLOADS) }
  for (const route of routes) if (!route.upload) mount(http, app, route, shared)
  // Only where a picture is asked for does anybody read one: a phone sends it as it is.
  await http.register(async (scope) => {
    scope.addContentTypeParser('image/jpeg', { parseAs: 'buffer', bodyLimit: LIMITS.pictureMb * MB }, (_, body, done) =>
      done(null, body),
    )
    for (const route of routes) if (route.upload) mount(scope, app, route, shared)
  })
  if (options.webFolder) await serveWeb(http, options.webFolder)
  return http
}

function headers(reply: FastifyReply, request: FastifyRequest): void {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
    // Ant Design writes its styles at run time, hence 'unsafe-inline' for styles only.
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; " +
      "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  })
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

// A write must come from our own pages: a browser says where a request started, and a form on another site cannot
// set our header (ASVS 3.5.1).
function refuseForeignWrites(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const sameOrigin = origin === undefined || URL.parse(origin)?.host === request.headers.host
  if (!request.headers['x-ybz'] || (site && site !== 'same-origin' && site !== 'none') || !sameOrigin) {
    throw problems['request.foreign']()
  }
}

// A form is a few thousand bytes; one that drips in byte by byte only wants to hold a connection. A picture over a bad
// line takes longer, and only somebody let in before may send one.
function endSlowBody(request: FastifyRequest, most: number): void {
  const length = request.headers['content-length']
  if ((length === undefined && request.headers['transfer-encoding'] === undefined) || length === '0') return
  if (/^(?:multipart\/|image\/jpeg)/.test(request.headers['content-type'] ?? '')) return
  const timer = setTimeout(() => request.raw.destroy(), most)
  request.raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = say(problem, languageOf(request))
  // Where nobody has said when, spread a little, so that not all come back in one moment.
  if ((problem.status === 429 || problem.status === 503) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', String(5 + Math.floor(Math.random() * 6)))
  return reply.code(problem.status).type('application/json; charset=utf-8').send(body)
}
