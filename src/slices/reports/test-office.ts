import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Evidence, FigureDef, FigureScope } from '#kernel/figure.ts'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import { openBlobs } from '#kernel/node/blobs.ts'
import { type CommandContext, commandRunner } from '#kernel/node/commands.ts'
import { openDb, type Tx } from '#kernel/node/db.ts'
import { figureRegistry, type FigureSource } from '#kernel/node/figure-registry.ts'
import type { Reader } from '#kernel/reader.ts'
import { testDatabase } from '#test/database.ts'
import { reportCommands } from './commands.ts'

/** One record of the pretended ledger; `people` counts in sweep.people and its kind in sweep.count. */
export interface Sweep {
  id: string
  version: number
  day: string
  place: string
  people: number
  photos?: number
}

/** Reports over a ledger small enough to reckon by hand: sweeps, the tons they cleared, and an area nobody entered. */
export interface ReportOffice {
  app: App
  /** Writes the reports. */
  lan: Reader
  /** Issues them. */
  min: Reader
  sweeps: Sweep[]
  clock: { now: Date }
  act: <T>(reader: Reader, work: (context: CommandContext) => Promise<T>) => Promise<T>
  addProblem: (problem: {
    pointType: string
    issue: string
    place: string
    day: string
    status?: string
  }) => Promise<string>
  addPhoto: (entryId: string, role: 'scene' | 'before' | 'after', bytes: Uint8Array) => Promise<void>
  settings: (settings: Record<string, unknown>) => Promise<void>
  history: (reportId: string) => Promise<{ event: string; version: number; position: number; reason: string | null }[]>
  owner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

const def = (key: string, label: string, unit: string, print: 'exact' | 'floor' = 'exact'): FigureDef => ({
  key,
  label,
  unit,
  source: 'pretended',
  ask: {},
  print,
  hedge: '余',
  tense: 'flow',
})
const DEFS = [
  def('sweep.count', '集中清扫', '次'),
  def('sweep.people', '清扫参加人次', '人次', 'floor'),
  def('site.area', '辖区面积', '平方公里'),
]

function pretendedLedger(sweeps: Sweep[]): FigureSource {
  const within = ({ from, to }: FigureScope): Sweep[] => sweeps.filter((sweep) => sweep.day >= from && sweep.day <= to)
  return {
    name: 'pretended',
    defs: async () => DEFS,
    answerAll: async (_tx, _reader, asked) =>
      asked.map(({ def: { key, unit }, scope }) => {
        const rows = within(scope)
        if (key === 'site.area') return { value: null, unit, count: 0 }
        const value = key === 'sweep.count' ? rows.length : rows.reduce((sum, row) => sum + row.people, 0)
        return { value: String(value), unit, count: rows.length }
      }),
    evidence: async (_tx, _reader, { key, unit }, scope, { offset, limit }) => {
      const rows = key === 'site.area' ? [] : within(scope)
      const all = rows.map((row): Evidence => ({
        type: 'entry',
        id: row.id,
        version: row.version,
        day: row.day,
        dayTo: row.day,
        place: row.place,
        title: '集中清扫',
        amount: key === 'sweep.people' ? String(row.people) : null,
        unit,
        photos: row.photos ?? 0,
      }))
      return { total: all.length, rows: all.slice(offset, offset + limit) }
    },
  }
}

export async function reportOffice(): Promise<ReportOffice> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'ybz-reports-'))
  const sweeps: Sweep[] = []
  const clock = { now: new Date('2021-07-02T02:00:00Z') }
  const db = openDb(database.poolConfig, 4)
  const app: App = {
    db,
    blobs: openBlobs(join(dataFolder, 'blobs')),
    figures: figureRegistry([pretendedLedger(sweeps)]),
    commands: commandRunner([reportCommands]),
    now: () => clock.now,
    dataFolder,
    poolConfig: database.poolConfig,
  }
  const communityId = newId()
  const readerNamed = (name: string, role: Reader['role']): Reader => ({
    accountId: null,
    actor: newId(),
    name,
    role,
    communityId,
    nodes: [communityId],
    places: null,
    parties: [],
    deviceId: 'test',
    language: 'zh-CN',
  })
  const lan = readerNamed('资料员', 'clerk')
  const min = readerNamed('书记', 'administrator')
  await db.asOwner((tx) =>
    tx
      .insertInto('org')
      .values({
        id: communityId,
        parent_id: null,
        level: 'community',
        code: 'liushu',
        name: '柳树街社区',
        demo: false,
        settings: '{}',
      })
      .execute(),
  )
  const entryRow = (id: string, kind: string, now: Date) => ({
    community_id: communityId,
    id,
    kind,
    place_id: null,
    locus: '',
    day_from: '2021-03-05',
    day_to: '2021-03-05',
    campaign_id: null,
    fields: '{}',
    note: '',
    author: lan.actor,
    via: 'form' as const,
    state: 'live' as const,
    version: 1,
    position: 0,
    recorded_at: now,
    terms: [],
    photo_count: 0,
  })
  return {
    app,
    lan,
    min,
    sweeps,
    clock,
    act: (reader, work) => db.asReader(reader, (tx) => work({ app, tx, reader })),
    owner: db.asOwner,
    addProblem: ({ pointType, issue, place, day, status = '未整改' }) =>
      db.asOwner(async (tx) => {
        const id = newId()
        const closed =
          status === '已整改' ? { closed_at: new Date(`${day}T04:00:00Z`), closing: 'before' as const } : {}
        await tx
          .insertInto('problem_case')
          .values({
            community_id: communityId,
            id,
            point_type: pointType,
            severity: 'ordinary',
            issue,
            locus: place,
            source: 'import',
            found_on: day,
            author: lan.actor,
            recorded_at: clock.now,
            state: closed.closing ? 'closed' : 'accepted',
            act: JSON.stringify({ step: 'import', note: '' }),
            version: 1,
            position: 0,
            ...closed,
            // What is left out has its default in the table.
          } as never)
          .execute()
        return id
      }),
    addPhoto: async (entryId, role, bytes) => {
      const sha256 = await app.blobs.put(bytes)
      await db.asOwner(async (tx) => {
        const known = await tx.selectFrom('entry').select('id').where('id', '=', entryId).executeTakeFirst()
        if (!known)
          await tx
            .insertInto('entry')
            .values(entryRow(entryId, 'sweep', clock.now))
            .execute()
        const photo = {
          community_id: communityId,
          sha256,
          bytes: bytes.length,
          type: 'image/png',
          width: 1600,
          height: 1200,
          source: 'camera' as const,
        }
        await tx
          .insertInto('photo')
          .values({ ...photo, taken_at: null, camera_sha256: null, dhash: null, created_at: clock.now })
          .execute()
        await tx
          .insertInto('entry_photo')
          .values({ community_id: communityId, entry_id: entryId, sha256, role, ord: 0 })
          .execute()
      })
    },
    settings: (settings) =>
      db.asOwner(
        async (tx) =>
          void (await tx
            .updateTable('org')
            .set({ settings: JSON.stringify(settings) })
            .where('id', '=', communityId)
            .execute()),
      ),
    history: (reportId) =>
      db.asOwner((tx) =>
        tx
          .selectFrom('history')
          .select(['event', 'version', 'position', 'reason'])
          .where('object_id', '=', reportId)
          .orderBy('position')
          .execute(),
      ),
    close: async () => {
      await db.close()
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
