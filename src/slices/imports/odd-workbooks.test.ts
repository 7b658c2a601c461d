import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { type Office, testOffice } from '#test/office.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { communityTargets } from './catalogues.ts'
import { readSheets } from './read-sheets.ts'
import { mappingOf } from './recognise/header-signature.ts'
import type { ImportResult } from './schema.ts'
import { saveMappings } from './store-batches.ts'
import { type MadeSheets, madeWorkbook } from './test-workbook.ts'

// Workbooks of other offices: the same facts, kept in other ways.
let office: Office
before(async () => (office = await testOffice()))
after(() => office.close())

let made = 0
async function clerk(year = 2021) {
  made += 1
  const { app, clock } = office
  const community = await app.db.asOwner((tx) =>
    createCommunity(tx, { code: `odd-${made}`, name: `异样${made}社区` }, clock.now),
  )
  const reader = operatorIn(community.id)
  const load = (sheets: MadeSheets): Promise<ImportResult> =>
    app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'import.run', { bytes: madeWorkbook(sheets), fileName: '台账.xlsx', year }),
    )
  const figure = (key: string): Promise<string | null> =>
    app.db.asReader(reader, async (tx) => {
      const def = (await app.figures.defs(tx, reader)).find((one) => one.key === key)!
      const scope = { from: `${year}-01-01`, to: `${year}-12-31` }
      return (await app.figures.answerAll(tx, reader, [{ def, scope }]))[0]!.value
    })
  const remember = (sheets: MadeSheets, sheet: string, target: string, columns: Record<string, string | null>) =>
    app.db.asReader(reader, async (tx) => {
      const workbook = await readWorkbook(madeWorkbook(sheets), '台账.xlsx')
      const targets = await communityTargets({ app, tx, reader })
      const state = readSheets(workbook, targets, [], [{ sheet, target, columns }]).find(
        (one) => one.sheet.name === sheet,
      )!
      await saveMappings(tx, reader, [mappingOf(state.reading)!], clock.now)
    })
  return { load, figure, remember }
}

const codes = (result: ImportResult): string[] => result.findings.map((one) => `${one.code} ${one.cell}`)
const YARDS = [
  ['序号', '网格', '小区名称', '楼栋数', '户数'],
  [1, '一网格', '水塔苑', 4, 100],
  [2, '二网格', '机务段8号家属院', 2, 60],
]
const HEAD = ['序号', '日期', '地点', '清理垃圾(处)', '清运垃圾(吨)']

describe('a workbook of another office', () => {
  it('finds quantities counted in another word for the same thing, in the heading or in the cells', async () => {
    const { load, figure } = await clerk()
    const result = await load({
      小区: YARDS,
      志愿服务活动: [
        ['日期', '主题', '参加人数', '时长(小时)'],
        ['3.5', '义诊', '35人', 2],
        ['3.6', '清扫', 20, '1个半小时'],
      ],
      LED屏: [
        ['安装位置', 'LED屏数量（块）', '标语'],
        ['水塔苑门口', 3, '讲文明'],
        ['机务段8号家属院', '1块', '树新风'],
      ],
      整治: [
        ['日期', '地点', '清除“牛皮癣”(张)', '规范停车(台)', '清理流动摊点(个)'],
        ['3.5', '水塔苑', 9, 2, 1],
      ],
    })
    assert.deepEqual(codes(result), [])
    assert.equal(await figure('volunteer.event.attendance'), '55')
    assert.equal(await figure('volunteer.event.hours'), '3.5')
    assert.equal(await figure('publicity.screen.count'), '4')
    assert.deepEqual(
      [await figure('cleanup.smallad'), await figure('cleanup.vehicle'), await figure('cleanup.vendor')],
      ['9', '2', '1'],
    )
  })

  it('takes a profile laid out as one row for the profile, not for a yard', async () => {
    const { load, figure } = await clerk()
    const result = await load({
      社区概况: [
        ['社区名称', '辖区面积(平方公里)', '户数', '人口', '驻区单位(个)', '网格(个)'],
        ['水塔社区', 1.2, 160, '4010人', '12家', 2],
      ],
      小区: YARDS,
    })
    assert.deepEqual(codes(result), ['pair.unknown A2'])
    assert.equal(await figure('places.yard.count'), '2')
    assert.equal(await figure('places.grid.count'), '2')
    assert.deepEqual(
      [await figure('profile.area'), await figure('profile.population'), await figure('profile.institutions')],
      ['1.2', '4010', '12'],
    )
  })

  it('asks about days that can be read twice or lie in another century, and takes a serial number kept as text', async () => {
    const { load, figure } = await clerk()
    const result = await load({
      小区: YARDS,
      整治: [
        HEAD,
        [1, 3.1, '水塔苑', 1, null],
        [2, '1921.3.5', '水塔苑', 1, null],
        [3, '12月30日-1月2日', '水塔苑', 1, null],
        [4, '44260', '水塔苑', 1, null],
        [5, '2021。3，6', '水塔苑', 1, null],
      ],
    })
    assert.deepEqual(codes(result), ['day.ambiguous B2', 'day.distant B3', 'year.other B4'])
    assert.match(result.findings[0]!.message, /3\.10/)
    assert.equal(await figure('cleanup.garbage.piles'), '2')
  })

  it('rounds what a sheet has computed and refuses numbers nobody counted', async () => {
    const { load, figure } = await clerk()
    const result = await load({
      小区: YARDS,
      整治: [HEAD, [1, '3.5', '水塔苑', 1, 10 / 3], [2, '3.6', '水塔苑', 99_999_999_999_999, null]],
    })
    assert.deepEqual(codes(result), ['quantity.too-large D3'])
    assert.equal(await figure('cleanup.garbage.tons'), '3.333333')
  })

  it('reads two tables below each other, with a word between them and the sum in front', async () => {
    const { load, figure } = await clerk()
    const head = HEAD.slice(0, 4)
    const result = await load({
      小区: YARDS,
      整治: [
        head,
        [null, '合计', null, 6],
        ['上半年'],
        [1, '3.5', '水塔苑', 1],
        ['下半年'],
        head,
        [1, '8.5', '水塔苑', 2],
        [2, '9.5', '水塔苑', 3],
      ],
    })
    assert.deepEqual(codes(result), ['row.subtotal B2', 'row.skipped A3', 'row.skipped A5', 'row.duplicate-serial A7'])
    assert.equal(await figure('cleanup.garbage.piles'), '6')
  })

  it('takes a row of bare sums for a total, and one that sums nothing for a broken row', async () => {
    const { load, figure } = await clerk()
    const rows = [HEAD, [1, '3.5', '水塔苑', 1, 2], [2, '3.6', '水塔苑', 4, 2]]
    const result = await load({
      小区: YARDS,
      一月: [...rows, [null, null, null, 5, 4]],
      二月: [...rows.map((row) => row.with(1, row[1] === '日期' ? '日期' : '4.6')), [null, null, null, 7, 4]],
    })
    assert.deepEqual(codes(result).slice(0, 1), ['row.unlabelled-sum D4'])
    assert.equal(result.broken, 1)
    assert.equal(await figure('cleanup.garbage.piles'), '10')
  })

  it('says when a sheet repeats the rows of another', async () => {
    const { load } = await clerk()
    const rows = [
      [1, '1.5', '水塔苑', 1, null],
      [2, '1.6', '水塔苑', 2, null],
    ]
    const result = await load({
      小区: YARDS,
      '1月': [HEAD, ...rows],
      '2月': [HEAD, [1, '2.6', '水塔苑', 2, null]],
      全年: [HEAD, ...rows, [3, '2.6', '水塔苑', 2, null]],
    })
    const copied = result.findings.filter((one) => one.code === 'rows.copied')
    assert.deepEqual(
      copied.map((one) => [one.sheet, one.params['other'], one.params['count']]),
      [
        ['全年', '1月', 2],
        ['全年', '2月', 1],
      ],
    )
  })

  it('knows grids and buildings by their number, and never counts two buildings as one', async () => {
    const { load, figure } = await clerk()
    const result = await load({
      网格: [
        ['网格名称', '网格长'],
        ['第一网格', '甲某'],
        ['第二网格', '乙某'],
      ],
      小区: [YARDS[0]!, [1, 1, '水塔苑', 4, 100], [2, '2网格', '机务段8号家属院', 2, 60]],
      楼栋登记: [
        ['小区', '楼号', '层数'],
        ['水塔苑', '1号楼', 6],
        ['水塔苑', '2号楼', 6],
      ],
      旧改: [
        ['小区名称', '楼号', '户数', '进度'],
        ['水塔苑', '1#', 36, '已完工'],
        ['水塔苑', '2栋', 36, '已完工'],
        ['水塔苑', '3号楼、4号楼', 60, '未开工'],
      ],
    })
    assert.deepEqual(codes(result), ['building.several B4'])
    assert.equal(await figure('places.grid.count'), '2')
    assert.equal(await figure('renovation.building.count'), '2')
    assert.equal(await figure('renovation.household'), '72')
  })

  it('remembers single headings a clerk has mapped, also in a sheet with one column more', async () => {
    const { load, figure, remember } = await clerk()
    const first = {
      小区: YARDS,
      战果: [
        ['哪天', '哪里', '堆物清走', '天气'],
        ['3.5', '水塔苑', 2, '晴'],
        ['3.6', '水塔苑', 1, '阴'],
      ],
    }
    assert.deepEqual(codes(await load(first)), ['sheet.unrecognised '])
    await remember(first, '战果', 'kind:cleanup', { A: 'day', B: 'place', C: 'm.piles', D: null })
    assert.equal((await load(first)).accepted, 2)
    const later = await load({
      四月: [
        ['哪里', '带班', '哪天', '堆物清走'],
        ['水塔苑', '老王', '4.5', 4],
      ],
    })
    assert.deepEqual([later.accepted, codes(later)], [1, ['column.unmapped B']])
    assert.equal(await figure('cleanup.garbage.piles'), '7')
  })
})
