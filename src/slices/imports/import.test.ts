import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'
import type { Community } from '#slices/people/community-store.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import type { ImportResult } from './schema.ts'
import { type MadeSheets, madeWorkbook } from './test-workbook.ts'

let office: Office
before(async () => (office = await testOffice()))
after(() => office.close())

let made = 0
/** Every test gets a community of its own, so that none sees another's records. */
async function freshCommunity(): Promise<Community> {
  made += 1
  return office.app.db.asOwner((tx) =>
    createCommunity(tx, { code: `import-${made}`, name: `第${made}社区` }, office.clock.now),
  )
}

function loader(community: Community, year = 2024) {
  const reader = operatorIn(community.id)
  const { app } = office
  const load = (sheets: MadeSheets, options: { fileName?: string; dryRun?: boolean } = {}): Promise<ImportResult> =>
    app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'import.run', {
        bytes: madeWorkbook(sheets),
        fileName: '台账.xlsx',
        year,
        ...options,
      }),
    )
  const figure = async (key: string, at = year): Promise<string | null> =>
    app.db.asReader(reader, async (tx) => {
      const def = (await app.figures.defs(tx, reader)).find((one) => one.key === key)!
      const [answer] = await app.figures.answerAll(tx, reader, [
        { def, scope: { from: `${at}-01-01`, to: `${at}-12-31` } },
      ])
      return answer!.value
    })
  const traces = (): Promise<{ history: number; pending: number }> =>
    app.db.asOwner(async (tx) => {
      const count = async (table: 'history' | 'pending_row'): Promise<number> =>
        Number(
          (
            await tx
              .selectFrom(table)
              .select((eb) => eb.fn.countAll().as('n'))
              .where('community_id', '=', community.id)
              .executeTakeFirstOrThrow()
          ).n,
        )
      return { history: await count('history'), pending: await count('pending_row') }
    })
  const waiting = (): Promise<string[]> =>
    app.db.asOwner(async (tx) => {
      const rows = await tx
        .selectFrom('pending_row')
        .select(['sheet', 'row_number'])
        .where('community_id', '=', community.id)
        .where('state', '=', 'waiting')
        .orderBy('row_number')
        .execute()
      return rows.map((row) => `${row.sheet} ${row.row_number}`)
    })
  return { load, figure, traces, waiting }
}

const YARDS = [
  ['楼院网格登记表'],
  ['序号', '网格', '楼院名称', '楼栋数', '户数', '管理方式', '包抓单位'],
  [1, '东片网格', '槐树里小区', 4, '120户', '物业管理', '区水务局'],
  [2, '东片网格', '纺织厂1号院', 2, 64, '社区兜底', '区档案馆'],
  [3, '西片网格', '纺织厂2号院', 3, 80, '社区兜底', '区档案馆'],
]
const CLEANUP_HEAD = ['序号', '日期', '地点', '清理垃圾(处)', '清运垃圾(吨)', '小广告(条)', '备注']
const cleanup = (...rows: (string | number | null)[][]) => [['环境整治台账'], CLEANUP_HEAD, ...rows]
const codes = (result: ImportResult): string[] => result.findings.map((one) => `${one.code} ${one.cell}`)

describe('loading a workbook', () => {
  it('makes registers and records of it, in whatever notation days and quantities are written', async () => {
    const { load, figure } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      整治: cleanup(
        [1, '2024.4.8', '槐树里小区门口', 3, '1.25吨', null, null],
        [2, '4月9日', '纺织厂1号院', '２', null, '4０条', null],
        [3, '2024年4月10日', '纺织厂２号院', null, null, null, '巡查'],
        [null, '合计', null, 5, 1.25, 40, null],
      ),
    })
    assert.deepEqual([result.accepted, result.corrected, result.broken], [6, 0, 0])
    assert.deepEqual(codes(result), ['row.subtotal B6'])
    assert.equal(await figure('places.yard.count'), '3')
    assert.equal(await figure('places.grid.count'), '2')
    assert.equal(await figure('places.yard.managed.count'), '1')
    assert.equal(await figure('cleanup.garbage.piles'), '5')
    assert.equal(await figure('cleanup.garbage.tons'), '1.25')
    assert.equal(await figure('cleanup.smallad'), '40')
    assert.equal(await figure('cleanup.yard.count'), '3', 'a visit without quantities counts')
  })

  it('names every broken row by cell, and keeps it out of every total', async () => {
    const { load, figure, waiting } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      整治: cleanup(
        [1, '2024-06-31', '槐树里小区', 7, null, null, null],
        [2, '2024-06-03', '纺织长1号院', 7, null, null, null],
        [3, '2024-06-04', '槐树里小区', '若干', null, null, null],
        [4, '2024-06-05', '槐树里小区', -7, null, null, null],
        [5, '2024-06-06', '槐树里小区', null, '2车', null, null],
        [6, '2024-06-07', '槐树里小区', 2.5, null, null, null],
        [7, null, '槐树里小区', 7, null, null, null],
        [8, '2031-06-07', '槐树里小区', 7, null, null, null],
        [9, '2024-06-09', '槐树里小区', 1, null, null, null],
      ),
    })
    assert.deepEqual(codes(result), [
      'day.impossible B3',
      'place.unknown C4',
      'quantity.no-number D5',
      'quantity.negative D6',
      'quantity.unit-mismatch E7',
      'quantity.not-whole D8',
      'field.missing B9',
      'day.later B10',
    ])
    const unknown = result.findings.find((one) => one.code === 'place.unknown')!
    assert.match(unknown.message, /工作表“整治”C4.*纺织长1号院.*最接近的有：纺织厂1号院/)
    assert.equal(await figure('cleanup.garbage.piles'), '1')
    assert.equal(await figure('cleanup.garbage.tons'), '0')
    assert.equal((await waiting()).length, 8)
  })

  it('asks about a working-day activity on a holiday, a foreign year and a wrong sum, and takes the rows all the same', async () => {
    const { load, figure } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      周五整治: [
        ['场次', '日期', '参加单位', '参加人数', '整治区域'],
        [1, '2024-05-10', '区水务局、区档案馆', 12, '槐树里小区'],
        [2, '2024-05-03', '区水务局', 8, '纺织厂1号院'],
        [3, '2024-05-11', '区档案馆', 9, '纺织厂1号院'],
        [4, '2023-05-12', '区档案馆', 5, '纺织厂1号院'],
        ['合计', null, null, 40, null],
      ],
    })
    // 3 May 2024 belongs to the May holiday; Saturday 11 May was a swapped working day.
    assert.deepEqual(
      codes(result).filter((code) => !code.startsWith('row.')),
      ['holiday.question B3', 'year.other B5', 'subtotal.mismatch D6'],
    )
    assert.equal(result.accepted, 7)
    assert.equal(await figure('friday.attendance'), '29')
    assert.equal(await figure('friday.unit.count'), '2')
    assert.equal(await figure('friday.attendance', 2023), '5')
  })

  it('shows one fact with two values, both cells named, and settles nothing', async () => {
    const { load, figure } = loader(await freshCommunity())
    const result = await load({
      概况: [['社区概况'], ['辖区面积', '0.8平方公里', '常住居民', '300户'], ['居民楼院', '3个', '常住人口', '7９0人']],
      楼院: YARDS,
    })
    const conflict = result.findings.filter((one) => one.code === 'fact.conflict')
    assert.equal(conflict.length, 1)
    assert.match(conflict[0]!.message, /“概况”D2.*300户.*“楼院”E3:E5.*264户/)
    assert.equal(await figure('profile.households'), '300')
    assert.equal(await figure('profile.population'), '790')
  })

  it('leaves hidden and strange sheets and unknown columns out, and says so', async () => {
    const { load } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      整治: [
        ['序号', '日期', '地点', '清理垃圾(处)', '天气'],
        [1, '2024-03-04', '槐树里小区', 2, '晴'],
      ],
      '!旧表': cleanup([1, '2023-03-04', '槐树里小区', 9, null, null, null]),
      菜单: [
        ['早餐', '价格'],
        ['豆浆', '两元'],
        ['油条', '一元'],
      ],
    })
    assert.deepEqual(codes(result), ['column.unmapped E', 'sheet.hidden ', 'sheet.unrecognised '])
  })

  it('reads values of cells merged downwards, and a formula nobody computed is broken', async () => {
    const { load, figure } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      整治: {
        rows: cleanup(
          [1, '2024-03-04', '槐树里小区', 2, null, null, null],
          [2, null, '纺织厂1号院', 3, null, null, null],
          [3, '2024-03-05', '同上', 4, null, null, null],
          [4, '2024-03-06', '槐树里小区', null, null, null, null],
        ).map((row, at) => (at === 5 ? [4, '2024-03-06', '槐树里小区', { formula: 'D3+1' }] : row)) as never,
        merges: ['B3:B4'],
      },
    })
    assert.deepEqual(codes(result), ['formula.unvalued D6'])
    assert.equal(await figure('cleanup.garbage.piles'), '9')
    assert.equal(await figure('cleanup.yard.count'), '2')
  })

  it('makes places of stations and buildings that rows name, and campaigns of the column that names them', async () => {
    const { load, figure } = loader(await freshCommunity())
    const result = await load({
      楼院: YARDS,
      志愿队伍: [
        ['队伍名称', '人数', '服务内容', '依托站点'],
        ['银杏队', '22人', '文明劝导', '惠民志愿服务站'],
        ['晨光队', 9, '助老', '惠民志愿服务站'],
      ],
      老旧小区改造: [
        ['小区', '楼栋', '涉改户数', '改造内容', '进度'],
        ['纺织厂1号院', '1号楼', 30, '管网', '已完工'],
        ['纺织厂1号院', '2号楼', 34, '管网', '未开工'],
        ['纺织厂2号院', '1号楼', 40, '管网', '未开工'],
      ],
      整治: [
        ['日期', '地点', '专项行动', '清理垃圾(处)'],
        ['2024-03-04', '槐树里小区', '春季攻坚', 2],
        ['2024-03-05', '槐树里小区', '春季攻坚', 1],
      ],
    })
    assert.equal(result.accepted, 10)
    assert.equal(await figure('volunteer.station.count'), '1')
    assert.equal(await figure('volunteer.team.count'), '2')
    assert.equal(await figure('renovation.building.count'), '3')
    assert.equal(await figure('renovation.household'), '104')
    assert.equal(
      await figure('places.building.count'),
      '9',
      'buildings named in passing do not add to the register’s own count',
    )
  })
})

describe('loading it again', () => {
  const FIRST = {
    楼院: YARDS,
    整治: cleanup(
      [1, '2024-04-01', '槐树里小区', 1, null, null, null],
      [2, '2024-04-02', '纺织厂1号院', 2, null, null, null],
      [3, '2024-04-03', '纺织厂2号院', 3, null, null, null],
      [4, '2024-04-03', '纺织厂2号院', '若干', null, null, null],
    ),
    电子屏: [
      ['位置', '标语内容', '屏数(处)'],
      ['槐树里小区门口', '讲文明', 1],
      ['槐树里小区门口', '树新风', 2],
    ],
  } satisfies MadeSheets

  it('changes nothing: no history, no new waiting row', async () => {
    const { load, traces } = loader(await freshCommunity())
    const first = await load(FIRST)
    const before = await traces()
    const second = await load(FIRST)
    assert.deepEqual([second.accepted, second.corrected, second.unchanged, second.broken], [0, 0, first.accepted, 1])
    assert.deepEqual(await traces(), before)
  })

  it('also when days and numbers are only written another way', async () => {
    const { load, traces } = loader(await freshCommunity())
    await load(FIRST)
    const before = await traces()
    const again = await load({
      ...FIRST,
      整治: cleanup(
        ['1', '4月1日', '槐树里小区', '1处', null, null, null],
        ['2', '2024.4.2', '纺织厂１号院', '２', null, null, null],
        ['3', '2024年4月3日', '纺织厂2号院', 3, null, null, null],
        ['4', '2024-04-03', '纺织厂2号院', '若干', null, null, null],
      ),
    })
    assert.deepEqual([again.accepted, again.corrected], [0, 0])
    assert.deepEqual(await traces(), before)
  })

  it('corrects a changed row with the file as reason, in columns of another order', async () => {
    const community = await freshCommunity()
    const { load, figure } = loader(community)
    await load(FIRST)
    const again = await load(
      {
        整治: [
          ['地点', '清理垃圾(处)', '日期', '序号'],
          ['槐树里小区', 1, '2024-04-01', 1],
          ['纺织厂1号院', 20, '2024-04-02', 2],
          ['纺织厂2号院', 3, '2024-04-03', 3],
        ],
      },
      { fileName: '四月更正.xlsx' },
    )
    assert.deepEqual([again.accepted, again.corrected, again.unchanged], [0, 1, 2])
    assert.equal(await figure('cleanup.garbage.piles'), '24')
    const reasons = await office.app.db.asOwner((tx) =>
      tx
        .selectFrom('history')
        .select('reason')
        .where('community_id', '=', community.id)
        .where('event', '=', 'entry.corrected')
        .execute(),
    )
    assert.deepEqual(reasons, [{ reason: '导入更正：四月更正.xlsx' }])
  })

  it('says which rows vanished and deletes none', async () => {
    const { load, figure } = loader(await freshCommunity())
    await load(FIRST)
    const again = await load({
      整治: cleanup(
        [1, '2024-04-01', '槐树里小区', 1, null, null, null],
        [3, '2024-04-03', '纺织厂2号院', 3, null, null, null],
      ),
    })
    const vanished = again.findings.filter((one) => one.code === 'row.vanished')
    assert.equal(vanished.length, 1)
    assert.match(vanished[0]!.message, /序号2 2024-04-02 纺织厂1号院/)
    assert.equal(await figure('cleanup.garbage.piles'), '6')
  })

  it('lets a broken row that comes corrected leave the waiting list', async () => {
    const { load, figure, waiting } = loader(await freshCommunity())
    await load(FIRST)
    assert.equal((await waiting()).length, 1)
    const rows = FIRST.整治.with(5, [4, '2024-04-03', '纺织厂2号院', 9, null, null, null])
    const again = await load({ ...FIRST, 整治: rows })
    assert.deepEqual([again.accepted, again.broken], [1, 0])
    assert.deepEqual(await waiting(), [])
    assert.equal(await figure('cleanup.garbage.piles'), '15')
  })

  it('does so even without serial numbers, when it was the place that was wrong', async () => {
    const { load, waiting } = loader(await freshCommunity())
    const head = ['日期', '地点', '清理垃圾(处)', '备注']
    await load({
      楼院: YARDS,
      整治: [
        head,
        ['2024-04-01', '槐树里小区', 1, '甲'],
        ['2024-04-02', '槐花里小区', 2, '乙'],
        ['2024-04-02', '纺织厂1号院', 2, '丙'],
      ],
    })
    assert.deepEqual(await waiting(), ['整治 3'])
    const again = await load({
      整治: [
        head,
        ['2024-04-01', '槐树里小区', 1, '甲'],
        ['2024-04-02', '槐树里小区', 2, '乙'],
        ['2024-04-02', '纺织厂1号院', 2, '丙'],
      ],
    })
    assert.deepEqual([again.accepted, again.corrected, again.unchanged], [1, 0, 2])
    assert.deepEqual(await waiting(), [])
  })

  it('matches rows by serial number and not by position', async () => {
    const { load, figure } = loader(await freshCommunity())
    await load(FIRST)
    const again = await load({
      整治: cleanup(
        [3, '2024-04-03', '纺织厂2号院', 3, null, null, null],
        [2, '2024-04-02', '纺织厂1号院', 2, null, null, null],
        [1, '2024-04-05', '纺织厂1号院', 1, null, null, null],
      ),
    })
    assert.deepEqual([again.accepted, again.corrected, again.unchanged], [0, 1, 2])
    assert.equal(await figure('cleanup.garbage.piles'), '6')
  })

  it('overwrites nothing with another month that counts from 1 again', async () => {
    const { load, figure, traces } = loader(await freshCommunity())
    await load(FIRST)
    const may = {
      整治: cleanup(
        [1, '2024-05-06', '纺织厂2号院', 10, null, null, null],
        [2, '2024-05-07', '槐树里小区', 20, null, null, null],
      ),
    }
    const loaded = await load(may)
    assert.deepEqual([loaded.accepted, loaded.corrected], [2, 0])
    assert.ok(codes(loaded).includes('sheet.other-period '))
    assert.equal(await figure('cleanup.garbage.piles'), '36')
    const before = await traces()
    assert.equal((await load(may)).unchanged, 2)
    assert.equal((await load({ 整治: FIRST.整治 })).unchanged, 3)
    assert.deepEqual(await traces(), before)
  })

  it('also when the other sheet is the longer one, however often it comes', async () => {
    const { load, figure, traces } = loader(await freshCommunity())
    await load(FIRST)
    const long = {
      整治: cleanup(
        ...Array.from({ length: 9 }, (_, at) => [
          at + 1,
          `2024-07-0${(at % 5) + 1}`,
          '槐树里小区',
          at + 1,
          null,
          null,
          null,
        ]),
      ),
    }
    assert.equal((await load(long)).accepted, 9)
    const before = await traces()
    const again = await load(long)
    assert.deepEqual([again.corrected, again.unchanged, codes(again)], [0, 9, []])
    assert.deepEqual(await traces(), before)
    assert.equal(await figure('cleanup.garbage.piles'), '51')
  })

  it('knows the rows of a sheet that was numbered anew', async () => {
    const { load, figure } = loader(await freshCommunity())
    await load(FIRST)
    const again = await load({
      整治: cleanup(
        [1, '2024-03-30', '纺织厂1号院', 5, null, null, null],
        [2, '2024-04-01', '槐树里小区', 1, null, null, null],
        [3, '2024-04-02', '纺织厂1号院', 2, null, null, null],
        [4, '2024-04-03', '纺织厂2号院', 3, null, null, null],
      ),
    })
    assert.deepEqual([again.accepted, again.corrected, again.unchanged], [1, 0, 3])
    assert.equal(await figure('cleanup.garbage.piles'), '11')
  })

  it('and those of a sheet under a new name', async () => {
    const { load } = loader(await freshCommunity())
    await load(FIRST)
    const again = await load({ '整治(更新)': FIRST.整治 })
    assert.deepEqual([again.accepted, again.unchanged], [0, 3])
  })

  it('matches by day and place where a serial number comes twice, and says so', async () => {
    const { load } = loader(await freshCommunity())
    const rows = cleanup(
      [1, '2024-04-01', '槐树里小区', 1, null, null, null],
      [1, '2024-04-02', '纺织厂1号院', 2, null, null, null],
    )
    const first = await load({ 楼院: YARDS, 整治: rows })
    assert.ok(codes(first).includes('row.duplicate-serial A4'))
    const again = await load({ 整治: rows.with(3, [1, '2024-04-02', '纺织厂1号院', 8, null, null, null]) })
    assert.deepEqual([again.accepted, again.corrected, again.unchanged], [0, 1, 1])
  })

  it('keeps one register through the years', async () => {
    const community = await freshCommunity()
    await loader(community, 2024).load(FIRST)
    const next = await loader(community, 2025).load({ 楼院: YARDS, 电子屏: FIRST.电子屏 })
    assert.deepEqual([next.accepted, next.corrected, next.unchanged], [0, 0, 5])
    assert.equal(await loader(community).figure('publicity.screen.count', 2025), '3')
  })

  it('does not bring back what was withdrawn in the ledger', async () => {
    const community = await freshCommunity()
    const { load, figure } = loader(community)
    await load(FIRST)
    const reader = operatorIn(community.id)
    await office.app.db.asReader(reader, async (tx) => {
      const { id } = await tx
        .selectFrom('entry')
        .select('id')
        .where('day_from', '=', '2024-04-02')
        .executeTakeFirstOrThrow()
      await office.app.commands.run({ app: office.app, tx, reader }, 'entry.withdraw', {
        items: [{ id, reason: '记错了' }],
      })
    })
    const again = await load({ 整治: FIRST.整治.with(3, [2, '2024-04-02', '纺织厂1号院', 200, null, null, null]) })
    assert.ok(codes(again).includes('row.withdrawn '))
    assert.equal(await figure('cleanup.garbage.piles'), '4')
  })

  it('forecasts the same in a dry run and writes nothing', async () => {
    const { load, traces } = loader(await freshCommunity())
    const before = await traces()
    const dry = await load(FIRST, { dryRun: true })
    assert.deepEqual(await traces(), before)
    const real = await load(FIRST)
    assert.deepEqual([dry.accepted, dry.broken, codes(dry)], [real.accepted, real.broken, codes(real)])
  })
})
