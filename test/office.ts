import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { buildHttp } from '#server/http.ts'
import { makeApp } from '#server/make-app.ts'
import { routes } from '#server/slices.ts'
import { addAccount, changeAccount } from '#slices/people/account-store.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity, createOrg, type Community } from '#slices/people/community-store.ts'
import type { Org } from '#slices/people/org-store.ts'
import { openSession } from '#slices/people/session-store.ts'
import { testDatabase } from './database.ts'

/** The named people of every test; those of the second row get their account when they first act. */
export type PersonName = 'fang' | 'qin' | 'guo' | 'shen' | 'neighbour' | 'left' | 'stranger' | LaterName
type LaterName = 'lu' | 'ding' | 'he' | 'tang' | 'dong' | 'hao' | 'xi'
type FirstName = Exclude<PersonName, LaterName>

const PEOPLE: Record<FirstName, { says: string; role: Role | null }> = {
  fang: { says: '书记方敏，管理员', role: 'administrator' },
  qin: { says: '资料员秦兰', role: 'clerk' },
  guo: { says: '网格员郭强', role: 'grid' },
  shen: { says: '只读监督沈静', role: 'auditor' },
  neighbour: { says: '邻社区资料员', role: 'clerk' },
  left: { says: '已停用账号', role: 'clerk' },
  stranger: { says: '未登录的人', role: null },
}

const LATER: Record<LaterName, { says: string; role: Role; at: keyof OfficeTree }> = {
  lu: { says: '包抓单位干部陆平', role: 'cadre', at: 'community' },
  ding: { says: '测评员丁洁', role: 'assessor', at: 'community' },
  he: { says: '志愿者何苗', role: 'volunteer', at: 'community' },
  xi: { says: '系统管理员席远', role: 'system', at: 'community' },
  tang: { says: '街道唐静', role: 'street', at: 'street' },
  dong: { says: '区里董明', role: 'district', at: 'district' },
  hao: { says: '市创建办郝云', role: 'city', at: 'city' },
}

/** The community and the offices above it. */
export interface OfficeTree {
  community: Community
  street: Org
  district: Org
  city: Org
}

export interface Answer {
  status: number
  body: any
  headers: Record<string, unknown>
  raw: Buffer
}

export interface Office extends OfficeTree {
  app: App
  http: FastifyInstance
  /** Next door, below no office of ours. */
  other: Community
  /** The operator's reader, for arranging what a test begins with. */
  reader: Reader
  /** Stands still until a test moves it. */
  clock: { now: Date }
  /** Sends a request as somebody; a path beginning with ./ is inside the community. */
  as: (who: PersonName) => (
    method: InjectOptions['method'],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
    /** The address it comes from; requests are limited per address. */
    from?: string,
  ) => Promise<Answer>
  close: () => Promise<void>
}

/** A running office over a database of its own: real SQL, real HTTP layer, a clock that stands at 2026-06-15 10:00. */
export async function testOffice(): Promise<Office> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'ybz-test-'))
  const clock = { now: new Date('2026-06-15T02:00:00Z') }
  const app = makeApp(database.poolConfig, dataFolder, () => clock.now)
  const http = await buildHttp(app, routes, {
    webFolder: null,
    trustProxy: false,
    version: 'test',
    maxEventLoopDelay: 0,
  })
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
  const tree = await app.db.asOwner((tx) => plantTree(tx, app.now()))
  const { community } = tree
  const other = await app.db.asOwner((tx) => createCommunity(tx, { code: 'lindong', name: '林东社区' }, app.now()))
  const reader = operatorIn(community.id)
  const tokens = await signEverybodyIn(app, community, other)
  const later: Partial<Record<LaterName, Promise<string>>> = {}
  // A session ends after hours; a test that moves the clock by days has its people sign in again.
  const opened: Partial<Record<PersonName, { token: string; at: Date }>> = {}
  const stillIn = async (who: PersonName, first: string): Promise<string> => {
    const last = (opened[who] ??= { token: first, at: app.now() })
    if (who === 'left' || Math.abs(app.now().getTime() - last.at.getTime()) < HOUR_MS) return last.token
    const token = await app.db.asGate(async (gate) => {
      const account = await gate.selectFrom('account').select('id').where('login', '=', who).executeTakeFirstOrThrow()
      return (await openSession(gate, account.id, 'test', app.now())).token
    })
    opened[who] = { token, at: app.now() }
    return token
  }
  return {
    ...tree,
    other,
    reader,
    as: (who) => async (method, path, body, more, from) => {
      const url = path.startsWith('./') ? `/api/c/${community.code}/${path.slice(2)}` : path
      const first = isLater(who) ? await (later[who] ??= signIn(app, tree, who)) : tokens[who]
      const token = first && (await stillIn(who, first))
      const answer = await http.inject({
        method: method!,
        url,
        headers: { 'x-ybz': '1', ...(token ? { cookie: `ybz=${token}` } : {}), ...more },
        ...(body === undefined ? {} : { payload: body as object }),
        ...(from === undefined ? {} : { remoteAddress: from }),
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

const HOUR_MS = 3_600_000
const isLater = (who: PersonName): who is LaterName => who in LATER

async function plantTree(tx: Tx, now: Date): Promise<OfficeTree> {
  const city = await createOrg(tx, { level: 'city', code: 'yunzhou', name: '云州市' }, now)
  const district = await createOrg(tx, { level: 'district', code: 'heping', name: '和平区', parentId: city.id }, now)
  const street = await createOrg(tx, { level: 'street', code: 'wanli', name: '万里街道', parentId: district.id }, now)
  const draft = { code: 'huaiyin', name: '槐荫路社区', parentId: street.id }
  return { city, district, street, community: await createCommunity(tx, draft, now) }
}

async function signIn(app: App, tree: OfficeTree, who: LaterName): Promise<string> {
  const { says: name, role, at } = LATER[who]
  const reader = operatorIn(tree[at].id)
  return app.db
    .asReader(reader, async (tx) => {
      const unit = { kind: 'unit', name: '园林局', attrs: {}, validFrom: '2026-01-01' } as const
      const unitId =
        role === 'cadre' ? (await app.commands.run({ app, tx, reader }, 'party.save', { items: [unit] }))[0]!.id : null
      return addAccount(tx, reader, { login: who, name, role, unitId }, app.now())
    })
    .then(async (id) => (await app.db.asGate((tx) => openSession(tx, id, 'test', app.now()))).token)
}

async function signEverybodyIn(
  app: App,
  community: Community,
  other: Community,
): Promise<Partial<Record<FirstName, string>>> {
  const tokens: Partial<Record<FirstName, string>> = {}
  for (const [name, { role, says }] of Object.entries(PEOPLE) as [FirstName, (typeof PEOPLE)[FirstName]][]) {
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
