import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { adoptProblems } from '#server/adopt-problems.ts'
import type { ImportResult } from '#slices/imports/schema.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import { type LedgerWorld, ledgerWorld } from '#slices/ledger/test-ledger.ts'

type Row = [day: string, place: string, issue: string, unit: string, limit: string, status: string]
const FIRST: Row[] = [
  ['2026-03-02', '梅园', '楼道堆放杂物', '水务局', '3月10日', '未整改'],
  ['2026-03-05', '石板巷', '路面破损', '水务局', '', '整改中'],
  ['2026-03-09', '榆树院', '飞线充电', '', '', '已整改'],
]

/** Problems of a sheet are cases from their first day; what an older version kept in the ledger becomes one. */
describe('the problems of a workbook', () => {
  let world: LedgerWorld
  before(async () => {
    world = await ledgerWorld()
  })
  after(() => world.close())

  const qin = () => world.office.as('qin')
  const load = (rows: Row[]): Promise<ImportResult> =>
    world.run((c) =>
      c.app.commands.run(c, 'import.run', {
        bytes: madeWorkbook({
          问题清单: [
            ['序号', '发现日期', '点位', '存在问题', '责任单位', '整改时限', '整改情况'],
            ...rows.map((row, index) => [index + 1, ...row]),
          ],
        }),
        fileName: '问题清单.xlsx',
        year: 2026,
      }),
    )
  const counts = ({ accepted, corrected, unchanged, broken }: ImportResult) => [accepted, corrected, unchanged, broken]
  const cases = async (): Promise<Record<string, any>> => {
    const { body } = await qin()('GET', './cases?limit=50')
    return Object.fromEntries(body.rows.map((row: { issue: string }) => [row.issue, row]))
  }
  const one = async (issue: string) => (await qin()('GET', `./cases/${(await cases())[issue].id}`)).body
  const figure = async (key: string, to = '2026-12-31') => {
    const { body } = await qin()('GET', `./figures/${key}?from=2026-01-01&to=${to}`)
    assert.equal(body.rows.length, body.total)
    return [body.figure.value, ...body.rows.map((row: { title: string }) => row.title)]
  }
  const said = (issue: string): Row[] =>
    FIRST.map(([day, place, was, ...rest], index) => [day, place, index === 0 ? issue : was, ...rest])

  it('become cases: open ones accepted, fixed ones closed before the register', async () => {
    assert.deepEqual(counts(await load(FIRST)), [3, 0, 0, 0])
    const now = await cases()
    assert.deepEqual(
      Object.values(now).map((row) => [row.issue, row.state, row.source, row.place, row.party]),
      [
        ['飞线充电', 'closed', 'import', '榆树院', ''],
        ['路面破损', 'accepted', 'import', '石板巷', '水务局'],
        ['楼道堆放杂物', 'accepted', 'import', '梅园', '水务局'],
      ],
    )
    assert.equal((await one('飞线充电')).closing, 'before')
    assert.match((await one('楼道堆放杂物')).events[0].note, /3月10日/)
    assert.deepEqual(await figure('problem.open.count'), ['2', '路面破损', '楼道堆放杂物'])
    assert.deepEqual(await figure('problem.open.count', '2026-03-04'), ['1', '楼道堆放杂物'])
    assert.deepEqual(await figure('problem.open.yard.count'), ['1', '楼道堆放杂物'])
    assert.deepEqual(await figure('problem.fixed.count'), ['1', '飞线充电'])
    assert.deepEqual((await figure('problem.found.count'))[0], '3')
    assert.deepEqual(await figure('case.closing.rate'), [null])
    assert.deepEqual((await qin()('GET', './entries')).body.total, 0)
  })

  it('change nothing when the sheet comes again, and carry a correction with its reason', async () => {
    assert.deepEqual(counts(await load(FIRST)), [0, 0, 3, 0])
    assert.deepEqual(counts(await load(said('楼道堆物堵塞通道'))), [0, 1, 2, 0])
    const corrected = await one('楼道堆物堵塞通道')
    assert.deepEqual([corrected.version, corrected.state], [2, 'accepted'])
    assert.match(corrected.events[1].reason, /问题清单.xlsx/)
    assert.deepEqual(counts(await load(FIRST)), [0, 1, 2, 0])
  })

  it('close before the register only what nobody touched here; the rest is a question to the clerk', async () => {
    const lane = await one('路面破损')
    const step = { step: 'dispatch', version: lane.version, partyId: world.parties.bureau }
    assert.equal((await qin()('POST', `./cases/${lane.id}/steps`, step)).status, 200)
    const both = FIRST.map((row): Row => [...(row.slice(0, 5) as [string, string, string, string, string]), '已整改'])
    const result = await load(both)
    assert.deepEqual(
      result.findings.map(({ code, cell, severity }) => [code, cell, severity]),
      [['case.under-way', 'G3', 'question']],
    )
    assert.match(result.findings[0]!.message, /已交办/)
    const now = await cases()
    assert.deepEqual([now['路面破损'].state, now['楼道堆放杂物'].state], ['dispatched', 'closed'])
    assert.equal((await one('楼道堆放杂物')).events.at(-1).event, 'case.closed-before')
    assert.deepEqual(await figure('problem.open.count'), ['1', '路面破损'])
    await load(FIRST)
    assert.equal((await cases())['楼道堆放杂物'].state, 'accepted')
  })

  it('are not offered as a kind of the ledger any more', async () => {
    const { rows } = (await qin()('GET', './kinds')).body
    assert.ok(!rows.some((kind: { code: string }) => kind.code === 'problem'))
    const entry = {
      kind: 'problem',
      placeId: world.places.lane,
      dayFrom: '2026-04-01',
      dayTo: '2026-04-01',
      amounts: {},
      fields: { issue: '积水', status: '未整改' },
      parties: {},
      via: 'form',
    }
    assert.equal((await qin()('POST', './entries', entry)).body.code, 'kind.retired')
  })

  it('that an earlier version kept in the ledger are adopted once, and their sheet still knows them', async () => {
    const { app, reader } = world
    const before = await cases()
    // As an earlier version left it: records of the ledger, and the sheet's rows tied to those.
    await app.db.asOwner(async (tx) => {
      const community = reader.communityId
      await sql`delete from history where community_id = ${community}::uuid and object_type = 'case'`.execute(tx)
      await sql`delete from problem_case where community_id = ${community}::uuid`.execute(tx)
      await sql`update import_link set object_type = 'entry' where object_type = 'case'`.execute(tx)
      for (const row of Object.values(before)) {
        const fields = { issue: row.issue, status: row.closedAt ? '已整改' : '未整改', deadline: '本周内' }
        await sql`insert into entry (community_id, id, kind, place_id, day_from, day_to, fields, author, via, state,
            version, position, recorded_at)
          values (${community}::uuid, ${row.id}::uuid, 'problem', ${row.placeId}::uuid, ${row.foundOn}, ${row.foundOn},
            ${JSON.stringify(fields)}::jsonb, ${reader.actor}::uuid, 'import', 'live', 1, 1, ${app.now()})`.execute(tx)
        await sql`insert into entry_party (community_id, entry_id, field, party_id, kind, place_id, author, day_from, day_to)
          values (${community}::uuid, ${row.id}::uuid, 'unit', ${world.parties.bureau}::uuid, 'problem',
            ${row.placeId}::uuid, ${reader.actor}::uuid, ${row.foundOn}, ${row.foundOn})`.execute(tx)
      }
      await sql`insert into rollup_delta (community_id, position, span, kind, measure, unit, amount, entries)
        values (${community}::uuid, 1, '2026-03', 'problem', '~count', '', 3, 3)`.execute(tx)
    })
    assert.deepEqual(await figure('problem.open.count'), ['0'])
    assert.equal(await adoptProblems(app), 3)
    assert.equal(await adoptProblems(app), 0)
    const now = await cases()
    assert.deepEqual(
      Object.values(now).map((row) => [row.id, row.state, row.party]),
      Object.values(before).map((row) => [row.id, row.closedAt ? 'closed' : 'accepted', '水务局']),
    )
    assert.match((await one('路面破损')).events[0].note, /本周内/)
    const entry = await qin()('GET', `./entries/${now['路面破损'].id}/history`)
    assert.equal(entry.body.rows.at(-1).reason, '转入问题整改')
    assert.deepEqual((await qin()('GET', './entries')).body.total, 0)
    assert.deepEqual((await load(FIRST)).accepted, 0)
    assert.equal(Object.keys(await cases()).length, 3)
  })

  it('are read out of a chat message too', async () => {
    const text = '今天在梅园发现消防通道被占用'
    const [draft] = (await qin()('POST', './imports/pasted', { text, year: 2026 })).body
    assert.deepEqual([draft.target, draft.placeId, draft.findings], ['kind:problem', world.places.plum, []])
    const items = [{ id: newId(), target: draft.target, values: draft.values, placeId: draft.placeId }]
    for (let time = 0; time < 2; time += 1)
      assert.equal((await qin()('POST', './imports/pasted/confirm', { year: 2026, items })).status, 200)
    assert.equal((await cases())[text].state, 'accepted')
  })
})
