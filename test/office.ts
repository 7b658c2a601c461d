import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { buildHttp } from '#server/http.ts'
import { makeApp } from '#server/make-app.ts'
import { routes } from '#server/slices.ts'
import { addAccount, changeAccount } from '#slices/people/account-store.ts'
import { createCommunity, operatorIn, type Community } from '#slices/people/community-store.ts'
import { openSession } from '#slices/people/session-store.ts'
import { testDatabase } from './database.ts'

/** The named people of every test. */
export type PersonName = 'fang' | 'qin' | 'guo' | 'shen' | 'neighbour' | 'left' | 'stranger'

const PEOPLE: Record<PersonName, { says: string; role: Role | null }> = {
  fang: { says: '书记方敏，管理员', role: 'administrator' },
  qin: { says: '资料员秦兰', role: 'clerk' },
  guo: { says: '网格员郭强', role: 'grid' },
  shen: { says: '只读监督沈静', role: 'auditor' },
  neighbour: { says: '邻社区资料员', role: 'clerk' },
  left: { says: '已停用账号', role: 'clerk' },
  stranger: { says: '未登录的人', role: null },
}

export interface Answer {
  status: number
  body: any
  headers: Record<string, unknown>
  raw: Buffer
}

export interface Office {
  app: App
  http: FastifyInstance
  community: Community
  other: Community
  /** The operator's reader, for arranging what a test begins with. */
  reader: Reader
  /** Stands still until a test moves it. */
  clock: { now: Date }
  /** Sends a request as somebody; a path beginning with ./ is inside the community. */
  as: (
    who: PersonName,
  ) => (
    method: InjectOptions['method'],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  close: () => Promise<void>
}

/** A running office over a database of its own: real SQL, real HTTP layer, a clock that stands at 2026-06-15 10:00. */
export async function testOffice(): Promise<Office> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'ybz-test-'))
  const clock = { now: new Date('2026-06-15T02:00:00Z') }
  const app = makeApp(database.poolConfig, dataFolder, () => clock.now)
  const http = await buildHttp(app, routes, { webFolder: null, trustProxy: false, version: 'test' })
  const close = async (): Promise<void> => {
    await http.close()
    await app.db.close()
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    return { app, http, clock, close, ...(await openDoors(app, http)) }
  } catch (error) {
    // An open database would keep the whole test run from ending.
    await close()
    throw error
  }
}

async function openDoors(app: App, http: Office['http']): Promise<Omit<Office, 'app' | 'http' | 'clock' | 'close'>> {
  const { community, other } = await app.db.asOwner(async (tx) => ({
    community: await createCommunity(tx, { code: 'huaiyin', name: '槐荫路社区' }, app.now()),
    other: await createCommunity(tx, { code: 'lindong', name: '林东社区' }, app.now()),
  }))
  const reader = operatorIn(community.id)
  const tokens = await signEverybodyIn(app, community, other)
  return {
    community,
    other,
    reader,
    as: (who) => async (method, path, body, more) => {
      const url = path.startsWith('./') ? `/api/c/${community.code}/${path.slice(2)}` : path
      const token = tokens[who]
      const answer = await http.inject({
        method: method!,
        url,
        headers: { 'x-ybz': '1', ...(token ? { cookie: `ybz=${token}` } : {}), ...more },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const json = String(answer.headers['content-type'] ?? '').includes('json')
      return {
        status: answer.statusCode,
        body: json ? answer.json() : answer.body,
        headers: answer.headers,
        raw: answer.rawPayload,
      }
    },
  }
}

async function signEverybodyIn(
  app: App,
  community: Community,
  other: Community,
): Promise<Partial<Record<PersonName, string>>> {
  const tokens: Partial<Record<PersonName, string>> = {}
  for (const [name, { role, says }] of Object.entries(PEOPLE) as [PersonName, (typeof PEOPLE)[PersonName]][]) {
    if (!role) continue
    const reader = operatorIn(name === 'neighbour' ? other.id : community.id)
    const id = await app.db.asReader(reader, (tx) =>
      // Nobody the register knows: a grid member without a duty, until a test gives them one.
      addAccount(tx, reader, { login: name, name: says, role, partyId: role === 'grid' ? newId() : null }, app.now()),
    )
    tokens[name] = (await app.db.asGate((tx) => openSession(tx, id, 'test', app.now()))).token
    if (name === 'left') {
      await app.db.asReader(reader, (tx) => changeAccount(tx, reader, id, { status: 'disabled' }, app.now()))
    }
  }
  return tokens
}
