import assert from 'node:assert/strict'
import { newId } from '#kernel/ids.ts'
import type { Reader } from '#kernel/reader.ts'
import { operatorIn } from '#kernel/operator.ts'
import { type Office, type PersonName, testOffice } from '#test/office.ts'
import type { Letter, Relation } from '#test/permission-matrix.ts'
import { everybodyIn, expiredClerk, PEOPLE, SECRET_LOGIN } from './people.ts'
import { addPhotos, importSomething } from './uploads.ts'

/** Something a path can name: the values of its parameters, and words that appear wherever it is shown. */
export interface Thing {
  params: Record<string, string>
  canary?: string
}

export type Things = Record<string, Partial<Record<Relation, Thing>>>

export interface World {
  office: Office
  /** By the part of a path before the parameter: entries, parties … `own` of what stands at places is in `mine`. */
  things: Things
  mine: Record<Letter, { entries: Thing; cases: Thing }>
  tokens: Record<Letter, string>
  /** A clerk whose role ended yesterday. */
  expired: string
  /** A place for questions that need one. */
  elm: string
  /** Words of fields that not everybody sees. */
  fields: Record<string, string>
}

/** Two communities that hold one of everything, in every relation to a person who answers for one yard. */
export async function matrixWorld(): Promise<World> {
  const office = await testOffice()
  try {
    return await build(office)
  } catch (error) {
    await office.close()
    throw error
  }
}

async function build(office: Office): Promise<World> {
  const { app } = office
  const done = async (who: PersonName, path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') => {
    const answer = await office.as(who)(method, path, body)
    assert.ok(answer.status < 300, `${who} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const sides = {
    ours: { who: 'qin', base: './' },
    theirs: { who: 'neighbour', base: `/api/c/${office.other.code}/` },
  } as const
  type Side = keyof typeof sides
  const make = async (side: Side, what: string, body: unknown): Promise<string> =>
    (await done(sides[side].who, `${sides[side].base}${what}`, body)).id
  const place = (side: Side, type: string, name: string, parentId: string | null = null) =>
    make(side, 'places', { type, name, parentId, attrs: {}, validFrom: '2026-01-01' })
  const party = (side: Side, kind: string, name: string, phone = '') =>
    make(side, 'parties', { kind, name, attrs: {}, validFrom: '2026-01-01', phone })
  const duty = (side: Side, partyId: string, placeId: string, role: string, validTo: string | null = null) =>
    make(side, 'duties', { partyId, placeId, role, indicator: null, validFrom: '2026-01-01', validTo })

  const { accounts, tokens, actors } = await everybodyIn(office)

  const north = await place('ours', 'grid', '北网格')
  const elm = await place('ours', 'yard', '榆树院', north)
  const elm1 = await place('ours', 'building', '榆树院1号楼', elm)
  const south = await place('ours', 'grid', '南网格')
  const plum = await place('ours', 'yard', '梅园', south)
  const former = await place('ours', 'yard', '旧管院', south)
  const lane = await place('theirs', 'yard', '林东暗巷')

  const guo = await party('ours', 'person', '郭强', '13800001234')
  const keeper = await party('ours', 'person', '老周在册', PHONE)
  const gone = await party('ours', 'person', ERASED_NAME)
  const theirs = await party('theirs', 'person', '林东暗人', '13700002345')
  await done('fang', `./accounts/${accounts.guo}`, { partyId: guo, role: 'grid' }, 'PUT')
  const unit = (await office.as('fang')('GET', './accounts')).body.find(
    (one: { login: string }) => one.login === 'lu',
  ).unitId
  await duty('ours', guo, elm, 'grid-member')
  const ended = await duty('ours', guo, former, 'grid-member', '2026-03-31')
  await duty('ours', unit, elm, 'contracted-unit')
  await duty('ours', unit, former, 'property-company', '2026-03-31')
  const running = await duty('ours', keeper, plum, 'grid-member')
  const theirDuty = await duty('theirs', theirs, lane, 'grid-member')

  const as = (actor: string, communityId = office.community.id): Reader => ({ ...operatorIn(communityId), actor })
  const entry = async (reader: Reader, placeId: string, note: string, more: object = {}): Promise<Thing> => {
    const days = { dayFrom: '2026-05-12', dayTo: '2026-05-12' }
    const base = {
      kind: 'cleanup',
      placeId,
      ...days,
      amounts: { piles: '2' },
      fields: {},
      parties: {},
      via: 'form' as const,
    }
    const saved = await app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'entry.record', { items: [{ ...base, note, ...more }] }),
    )
    return { params: { entry: saved[0]!.id }, canary: note }
  }
  const problem = async (reader: Reader, placeId: string, issue: string): Promise<Thing> => {
    const saved = await app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'case.report', {
        items: [{ placeId, issue, severity: 'ordinary', source: 'patrol', foundOn: '2026-06-10' }],
      }),
    )
    return { params: { id: saved[0]!.id }, canary: issue }
  }
  const qin = as(actors.qin!)
  const outside = as(newId(), office.other.id)
  const where: Partial<Record<Relation, [Reader, string]>> = {
    'same grid': [qin, elm],
    child: [qin, elm1],
    parent: [qin, north],
    'other grid': [qin, plum],
    'closed period': [qin, former],
    'other community': [outside, lane],
  }
  const entries: Partial<Record<Relation, Thing>> = {}
  const cases: Partial<Record<Relation, Thing>> = {}
  for (const [relation, [reader, at]] of Object.entries(where) as [Relation, [Reader, string]][]) {
    entries[relation] = await entry(reader, at, `记录暗记 ${relation}`)
    cases[relation] = await problem(reader, at, `问题暗记 ${relation}`)
  }
  const named = { kind: 'ad-round', amounts: { adRepaired: '1' }, parties: { handler: [gone] } }
  entries.erased = await entry(qin, elm, '记录暗记 erased', named)
  cases.handed = await problem(qin, plum, '问题暗记 handed')
  await handTo(office, qin, cases.handed, unit)
  await handTo(office, qin, cases['other grid']!, keeper)
  await handTo(office, outside, cases['other community']!, theirs)
  const erasing = (await office.as('fang')('GET', `./parties/${gone}`)).body.party.version
  await done('fang', `./parties/${gone}/erase`, { reason: '本人要求', version: erasing })

  const mine = {} as World['mine']
  for (const [letter, name] of Object.entries(PEOPLE) as [Letter, PersonName][]) {
    const reader = as(actors[name]!)
    mine[letter] = {
      entries: await entry(reader, plum, `记录暗记 own ${letter}`),
      cases: await problem(reader, plum, `问题暗记 own ${letter}`),
    }
  }
  await addPhotos(office, { entries, cases })
  const questions: Partial<Record<Relation, Thing>> = {
    'other grid': await askAbout(office, entries['same grid']!, cases['other grid']!),
    'other community': await askAbout(office, entries['other community']!, cases['other community']!),
  }
  const paper = async (side: Side, about: Thing): Promise<Thing> => {
    const body = { kind: 'notice', caseIds: [about.params.id] }
    const made = await done(sides[side].who, `${sides[side].base}cases/papers`, body)
    return { params: { id: made[0].id } }
  }

  const handed = await paper('ours', cases.handed)
  const drafted = (await office.as('fang')('GET', `./cases/papers/${handed.params.id}`)).body
  await done('fang', `./cases/papers/${handed.params.id}/send`, { version: drafted.version })

  const asset = (side: Side, placeId: string, locus: string) =>
    make(side, 'assets', { type: 'ad', placeId, locus, quantity: '1', unit: '处', attrs: {}, validFrom: '2026-01-01' })
  const report = (side: Side, title: string) =>
    make(side, 'reports', { outline: 'monthly', from: '2026-05-01', to: '2026-05-31', title })
  const common = async (side: Side) => ({
    assets: await asset(side, side === 'ours' ? plum : lane, `设施暗记 ${side}`),
    reports: await report(side, `汇报暗记 ${side}`),
    ...(await importSomething(office, sides[side].who, sides[side].base, side === 'ours' ? '梅园' : '林东暗巷')),
  })
  const [ours, others] = [await common('ours'), await common('theirs')]
  const pair = (at: keyof typeof ours, words?: string): Partial<Record<Relation, Thing>> => ({
    'other grid': { params: { id: ours[at] }, ...(words ? { canary: `${words} ours` } : {}) },
    'other community': { params: { id: others[at] }, ...(words ? { canary: `${words} theirs` } : {}) },
  })
  const id = (value: string, canary?: string): Thing => ({ params: { id: value }, ...(canary ? { canary } : {}) })
  const expired = await expiredClerk(office)
  return {
    office,
    mine,
    tokens,
    expired,
    elm,
    fields: {
      'party.phone': PHONE,
      'party.name': '老周在册',
      'party.erased-name': ERASED_NAME,
      'account.login': SECRET_LOGIN,
    },
    things: {
      entries,
      cases,
      places: { 'same grid': id(elm), 'other grid': id(plum), 'other community': id(lane, '林东暗巷') },
      parties: { 'other grid': id(keeper), erased: id(gone), 'other community': id(theirs, '林东暗人') },
      duties: { 'other grid': id(running), 'closed period': id(ended), 'other community': id(theirDuty) },
      accounts: {
        'other grid': id(accounts[SECRET_LOGIN]!),
        'other community': id(await accountOf(office, 'neighbour'), '邻社区资料员'),
      },
      assets: pair('assets', '设施暗记'),
      reports: pair('reports', '汇报暗记'),
      'photo-questions': questions,
      imports: pair('imports'),
      'pending-rows': pair('pending'),
      papers: {
        'other grid': await paper('ours', cases['other grid']!),
        handed,
        'other community': await paper('theirs', cases['other community']!),
      },
      work: pair('work'),
    },
  }
}

const PHONE = '13912345678'
const ERASED_NAME = '卫已清'

async function handTo({ app }: Office, reader: Reader, { params }: Thing, partyId: string): Promise<void> {
  await app.db.asReader(reader, async (tx) => {
    const { version } = await tx
      .selectFrom('problem_case')
      .select('version')
      .where('id', '=', params.id!)
      .executeTakeFirstOrThrow()
    const step = { step: 'dispatch', partyId, version } as const
    await app.commands.run({ app, tx, reader }, 'case.step', { id: params.id!, step })
  })
}

async function accountOf(office: Office, login: string): Promise<string> {
  const row = await office.app.db.asOwner((tx) =>
    tx.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow(),
  )
  return row.id
}

/** As if the two photos were alike; nobody looks at the pictures themselves here. */
async function askAbout({ app }: Office, entry: Thing, problem: Thing): Promise<Thing> {
  const [first, second] = [
    { target: 'entry' as const, id: entry.params.entry!, sha256: entry.params.sha256! },
    { target: 'case' as const, id: problem.params.id!, sha256: problem.params.sha256! },
  ].sort((a, b) => (a.id < b.id ? -1 : 1)) as [PhotoOn, PhotoOn]
  const id = newId()
  await app.db.asOwner(async (tx) => {
    const found = await tx.selectFrom('photo').select('community_id').where('sha256', '=', first.sha256).execute()
    const question = {
      community_id: found[0]!.community_id,
      id,
      first_target: first.target,
      first_id: first.id,
      first_sha256: first.sha256,
      second_target: second.target,
      second_id: second.id,
      second_sha256: second.sha256,
      likeness: 'alike' as const,
      distance: 30,
      circle: 'community' as const,
      state: 'open' as const,
      word: '',
      asked_at: app.now(),
      version: 1,
    }
    await tx.insertInto('photo_question').values(question).execute()
  })
  return { params: { id } }
}
type PhotoOn = { target: 'entry' | 'case'; id: string; sha256: string }
