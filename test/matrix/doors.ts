import type { App } from '#kernel/node/app.ts'
import type { Db, Tx } from '#kernel/node/db.ts'
import type { Call, RouteSpec } from '#kernel/node/route.ts'
import { Problem } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { buildHttp } from '#server/http.ts'
import { readerAbove, readerFor } from '#server/reader-for.ts'
import { unzipParts } from '#kernel/node/office/zip.ts'

export type Http = Awaited<ReturnType<typeof buildHttp>>

const UNDONE = new Error('undone')

/** A database whose every transaction does all its work and then undoes it: a thousand writes leave the world as it was. */
export function dryDb(db: Db, carry: (reader: Reader) => Reader = (reader) => reader): Db {
  const undo = async <T>(
    open: (work: (tx: Tx) => Promise<never>) => Promise<unknown>,
    work: (tx: Tx) => Promise<T>,
  ) => {
    let answer: { value: T } | undefined
    await open(async (tx) => {
      answer = { value: await work(tx) }
      throw UNDONE
    }).catch((error: unknown) => {
      if (error !== UNDONE) throw error
    })
    return answer!.value
  }
  return {
    ...db,
    asReader: (reader, work) => undo((inner) => db.asReader(carry(reader), inner), work),
    asGate: (work) => undo((inner) => db.asGate(inner), work),
    asOwner: (work) => undo((inner) => db.asOwner(inner), work),
  }
}

const OPTIONS = { webFolder: null, trustProxy: false, version: 'matrix', maxEventLoopDelay: 0 }

/** The product as it is. */
export const frontDoor = (app: App, routes: RouteSpec[]): Promise<Http> =>
  buildHttp({ ...app, db: dryDb(app.db) }, routes, OPTIONS)

/**
 * The product with every check of its own taken out: nobody asks who may call a route, and the code believes that it
 * works for the administrator of whatever community the path names. All that is left is what the database carries,
 * which is the true reader, in the community `home`.
 */
export function wallAlone(app: App, routes: RouteSpec[], home: string): Promise<Http> {
  const open = routes.filter((spec) => Array.isArray(spec.access)).map((spec) => unguarded(app, spec, home))
  return buildHttp({ ...app, db: dryDb(app.db) }, open, OPTIONS)
}

function unguarded(app: App, spec: RouteSpec, home: string): RouteSpec {
  const above = spec.access.length === 3
  return {
    ...spec,
    access: 'session',
    // The parts of the path are parsed with the community among them.
    run: async (call: Call<unknown, unknown, unknown>) => {
      const truth = above
        ? await readerAbove(app, call.signedIn!).catch(() => readerFor(app, call.signedIn!, home))
        : await readerFor(app, call.signedIn!, home)
      const code = String((call.request.params as Record<string, string>).community ?? home)
      const named = await app.db.asOwner((tx) =>
        tx.selectFrom('org').selectAll().where('code', '=', code).executeTakeFirstOrThrow(),
      )
      const everything = await app.db.asOwner((tx) => tx.selectFrom('org').select('id').execute())
      const all = everything.map((one) => one.id)
      const believed: Reader = {
        ...truth,
        role: 'administrator',
        communityId: named.id,
        nodes: all,
        places: null,
        ...(above ? { communities: all } : {}),
      }
      const db = dryDb(app.db, () => truth)
      const inner = { ...call, app: { ...app, db }, reader: believed }
      try {
        if (spec.transaction === 'own') return await spec.run(inner)
        return await db.asReader(believed, async (tx) => spec.run({ ...inner, tx }))
      } catch (error) {
        if (error instanceof Problem) throw error
        // The wall refused a write, or the code stumbled over what it could not see.
        throw problems['request.not-found']()
      }
    },
  }
}

export interface Answer {
  status: number
  /** As it came, for comparing byte by byte. */
  raw: Buffer
  /** What a person could read in it, files unpacked. */
  text: string
  json: unknown
}

let asked = 0

export async function ask(
  http: Http,
  token: string | null,
  method: RouteSpec['method'],
  url: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await http.inject({
    method,
    url,
    headers: { 'x-ybz': '1', ...(token ? { cookie: `ybz=${token}` } : {}) },
    ...(body === undefined ? {} : { payload: body as object }),
    // Requests are limited by where they come from.
    remoteAddress: `10.${(asked += 1) >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
  })
  const type = String(answer.headers['content-type'] ?? '')
  const raw = answer.rawPayload
  return {
    status: answer.statusCode,
    raw,
    text: readable(raw, type),
    json: type.includes('json') ? answer.json() : undefined,
  }
}

function readable(raw: Buffer, type: string): string {
  if (type.startsWith('image/')) return ''
  if (raw[0] !== 0x50 || raw[1] !== 0x4b) return raw.toString()
  const parts = [...unzipParts(raw)].map(([, bytes]) => new TextDecoder().decode(bytes))
  // Word breaks a sentence into runs wherever it likes.
  return parts.map((part) => part.replaceAll(/<[^>]+>/g, '')).join('\n')
}
