import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { columnKeys, headerSignature, mappingOf } from './header-signature.ts'
import { recogniseSheet, recogniseSheetAs } from './recognise-sheet.ts'
import type { SheetReading } from './reading.ts'
import { makeSheet } from './sheet-maker.ts'
import { ALL } from './test-targets.ts'

type Rows = (string | number | null)[][]

const read = (rows: Rows, merges: string[] = [], name = 'Sheet1') => recogniseSheet(makeSheet(name, rows, merges), ALL)

/** Which column serves which field, as 'day:B place:C'. */
const fields = (reading: SheetReading) =>
  reading.columns
    .filter((c) => c.field)
    .map((c) => `${c.field}:${c.letter}${c.at?.row ?? ''}`)
    .join(' ')

const why = (reading: SheetReading) => reading.skipped.map((s) => `${s.row}${s.why}`).join(' ')

const body: Rows = [
  [1, '2021.4.6', '槐树巷', 2, 1.3, 40],
  [2, '4月9日', '建国里3号院', null, null, 25],
  [3, '2021-04-12', '槐树巷', 1, '0.6吨', null],
]

test('one heading in many wordings', () => {
  const headings: Rows = [
    ['序号', '日期', '地点', '清理垃圾(处)', '清运垃圾(吨)', '清除小广告(条)'],
    ['序 号', '开展时间', '整治地点', '垃圾（处）', '垃圾（吨）', '小广告（条）'],
    ['编号', '时间', '点位名称', '乱堆垃圾/处', '垃圾量/吨', '野广告数量(条)'],
    ['No', '整治日期', '具体地点', '清理乱堆垃圾【处】', '清运垃圾（单位：吨）', '清理小广告条数'],
    ['序號', '日　期', '地點', '清理垃圾(處)', '清運垃圾(噸)', '清除小廣告(條)'],
    ['序\n号', '整治\n时间', '整治\n区域', '垃圾\n(处)', '垃圾\n(吨)', '小广告\n(条)'],
  ]
  for (const heading of headings) {
    const got = read([heading, ...body], [], '4月份')
    assert.equal(got.target, 'cleanup', heading.join())
    assert.equal(fields(got), 'no:A day:B place:C piles:D tons:E ads:F', heading.join())
    assert.deepEqual(got.rows, [2, 3, 4])
    assert.equal(got.columns[4]!.unit, '吨')
  }
})

test('headings of two rows, merged or only left blank, units below', () => {
  const upper = ['序号', '日期', '地点', '清理垃圾', null, '小广告(条)', '备注']
  const lower = [null, null, null, '处', '吨', null, null]
  const merges = ['A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3', 'G2:G3', 'A1:G1']
  for (const merged of [merges, ['A1:G1'], ['D2:E2']]) {
    const got = read([['四月卫生整治台账'], upper, lower, ...body], merged)
    assert.deepEqual(got.headerRows, [2, 3])
    assert.equal(got.title, '四月卫生整治台账')
    assert.equal(fields(got), 'no:A day:B place:C piles:D tons:E ads:F note:G')
    assert.deepEqual(
      got.columns.slice(3, 5).map((c) => [c.header, c.unit]),
      [
        ['清理垃圾/处', '处'],
        ['清理垃圾/吨', '吨'],
      ],
    )
    assert.deepEqual(got.rows, [4, 5, 6])
  }
  const grouped = read(
    [
      ['序号', '基本情况', null, '整治成效', null, null],
      [null, '日期', '地点', '垃圾(处)', '垃圾(吨)', '小广告(条)'],
      ...body,
    ],
    ['A1:A2', 'B1:C1', 'D1:F1'],
  )
  assert.deepEqual(grouped.headerRows, [1, 2])
  assert.equal(fields(grouped), 'no:A day:B place:C piles:D tons:E ads:F')
  assert.equal(grouped.columns[4]!.header, '整治成效/垃圾')
})

test('what is above, between and below the data is told apart from it', () => {
  const got = read(
    [
      ['春季环境卫生整治登记表', null, null, null, null, null],
      ['注：数量以现场清点为准'],
      ['填报单位：某社区', null, null, '填报日期：2021年6月'],
      [null],
      ['序号', '日期', '地点', '垃圾(处)', '垃圾(吨)', '小广告(条)', '备注'],
      [1, '2021.4.6', '槐树巷', 2, 1.3, 40, '累计第三次清理'],
      [2, '4月9日', '建国里', null, null, null],
      [null, null, null],
      ['小  計', null, null, 2, 1.3, 40],
      ['第二网格'],
      [3, '4月12日', '槐树巷', 1, 0.6, null],
      ['序号', '日期', '地点', '垃圾(处)', '垃圾(吨)', '小广告(条)', '备注'],
      [4, '4月15日', '东门街', 1, 1, 3],
      [null, null, '4月份合计：', 4, 2.9, 43],
      [5, '4月16日', '东门街', 2, 1, 3],
      [6],
      ['备注：以上数据由网格员上报'],
      ['填表人：甲', null, '审核人：乙', null, '日期：2021.4.30'],
    ],
    ['A1:G1', 'A10:G10', 'A17:G17'],
  )
  assert.equal(got.title, '春季环境卫生整治登记表')
  assert.deepEqual(got.rows, [6, 7, 11, 13, 15])
  assert.equal(why(got), '1title 2note 3footer 5header 9subtotal 10title 12header 14subtotal 16blank 17note 18footer')
  assert.equal(got.skipped.find((s) => s.row === 14)!.said, '4月份合计：')
})

test('words for totals, and words that only look like them', () => {
  const total = (cells: (string | number | null)[]) =>
    read([
      ['序号', '日期', '地点', '垃圾(处)', '备注'],
      [1, '2021.4.6', '槐树巷', 2],
      [2, '2021.4.7', '槐树巷', 2],
      cells,
    ]).rows.includes(4)
  for (const word of [
    '合计',
    '合　计',
    '总计：',
    '小计',
    '累计',
    '本月合计',
    '一季度小计',
    '合计64处',
    '(合计)',
    '共计',
    '4月累计',
    '總計',
    '全年合计',
  ]) {
    assert.equal(total([null, null, word, 4]), false, word)
    assert.equal(total([word, null, null, 4]), false, word)
  }
  for (const word of ['累计清运三车', '合计广场', '总计划', '会计楼', '共计划清理'])
    assert.equal(total([3, '2021.4.8', word, 4]), true, word)
  assert.equal(total([3, '2021.4.8', '东门街', 4, '累计']), true)
})

test('a hidden meaning is taken from the cells where the heading does not tell', () => {
  const got = read(
    [
      ['序', '何时', '何处', '成效', '清运', '广告'],
      [1, '2021.4.6', '槐树巷', '2处', '1.3吨', '40条'],
      [2, '4月9日', '建国里3号院', '1处', '0.5吨', '25条'],
      [3, '4月12日', '东门街', '1处', '0.6吨', '8条'],
    ],
    [],
    '卫生整治',
  )
  assert.equal(fields(got), 'no:A day:B place:C piles:D tons:E ads:F')
  assert.ok(got.columns.every((c) => c.confidence < 1))
})

test('two columns never serve one field, and a unit that differs rules a field out', () => {
  const got = read([
    ['日期', '日期', '地点', '垃圾(立方)', '垃圾(处)'],
    ['2021.4.6', '2021.4.7', '槐树巷', 2, 3],
    ['2021.4.8', '2021.4.9', '东门街', 2, 3],
  ])
  assert.equal(fields(got), 'day:A place:C piles:E')
  assert.equal(got.columns[3]!.field, null)
})

test('sheets are told apart by name, title and columns', () => {
  const events: Rows = [
    ['场次', '活动时间', '地点', '活动主题', '参加队伍', '参加人数(人次)'],
    [1, '2021.4.6', '槐树巷', '敬老', '银杏队', 12],
    [2, '2021.4.8', '东门街', '普法', '银杏队', 12],
  ]
  assert.equal(read(events).target, 'event')
  const issues: Rows = [
    ['序号', '检查日期', '位置', '问题描述', '责任部门', '期限', '整改情况'],
    [1, '2021.4.6', '槐树巷', '路面坑洼', '街道城管办', '7日内', '已整改'],
    [2, '2021.4.7', '东门街', '线缆杂乱', '通信公司', '3日内', '未整改'],
  ]
  const got = read(issues)
  assert.equal(got.target, 'issue')
  assert.equal(fields(got), 'no:A day:B place:C what:D who:E within:F state:G')
  assert.ok(got.score > (got.alternatives[0]?.score ?? 0))
  const strange = read([
    ['姓名', '工号', '工资'],
    ['甲', 'a1', 3000],
    ['乙', 'a2', 3200],
  ])
  assert.equal(strange.target, null)
  assert.deepEqual(strange.headerRows, [1])
  assert.deepEqual(
    strange.columns.map((c) => c.field),
    [null, null, null],
  )
  assert.deepEqual(strange.rows, [2, 3])
  const empty = read([])
  assert.deepEqual([empty.target, empty.rows, empty.columns], [null, [], []])
  assert.equal(read([['只有一句话']]).target, null)
})

test('labels with their values beside them', () => {
  const got = read(
    [
      ['幸福社区基本情况'],
      ['东至', '东门街', '西至', '槐树巷'],
      ['辖区面积(平方公里)', 0.8, '常住人口', '9150人'],
      ['居民户數', '２８００户', '楼院数', '44个'],
      ['邮编', '730000', '面积', ''],
      ['填表人', '某某', '填表日期', '2021.6.1'],
    ],
    ['A1:D1'],
    '概况',
  )
  assert.equal(got.target, 'profile')
  assert.equal(fields(got), 'east:B2 west:D2 area:B3 people:D3 homes:B4 yards:D4')
  assert.equal(got.columns.find((c) => c.field === 'homes')!.at!.text, '２８００户')
  assert.deepEqual(got.rows, [2, 3, 4, 5])
  assert.equal(why(got), '1title 6footer')
  const listed = read(
    [
      ['项目', '内容'],
      ['辖区面积', '0.8平方公里'],
      ['常住户数', '2800户'],
      ['常住人口', '9150人'],
      ['东至', '东门街'],
    ],
    [],
    '社区概况',
  )
  assert.equal(listed.target, 'profile')
  assert.equal(fields(listed), 'area:B2 homes:B3 people:B4 east:B5')
  const inOne = read(
    [
      ['东至：东门街', '西至：槐树巷'],
      ['面积：0.8平方公里', '人口：9150人'],
    ],
    [],
    '社区概况',
  )
  assert.equal(inOne.columns.find((c) => c.field === 'area')!.at!.text, '0.8平方公里')
  assert.equal(inOne.columns.find((c) => c.field === 'west')!.letter, 'B')
})

test('a saved mapping goes before guesses, in any order of columns', () => {
  const rows: Rows = [
    ['甲项', '乙项', '丙项', '丙项'],
    ['2021.4.6', '槐树巷', 3, 4],
    ['2021.4.7', '东门街', 5, 6],
  ]
  const first = read(rows)
  assert.equal(first.target, null)
  const corrected = {
    ...first,
    target: 'cleanup',
    columns: first.columns.map((c, i) => ({ ...c, field: ['day', 'place', null, 'piles'][i]! })),
  }
  const saved = mappingOf(corrected)!
  const swapped: Rows = rows.map(([a, b, c, d]) => [b!, a!, c!, d!])
  const again = recogniseSheet(makeSheet('x', swapped), ALL, [{ ...saved, target: 'gone' }, saved])
  assert.equal(again.target, 'cleanup')
  assert.equal(again.score, 1)
  assert.equal(fields(again), 'place:A day:B piles:D')
  assert.deepEqual(columnKeys(again.columns), ['乙项()', '甲项()', '丙项()', '丙项()#2'])
  assert.notEqual(headerSignature(first.columns), headerSignature(first.columns.slice(1)))
  const others: Rows = [['甲项', '乙项', '丁项', '丙项'], ...rows.slice(1)]
  assert.equal(recogniseSheet(makeSheet('x', others), ALL, [saved]).target, null)
  const odd = {
    ...saved,
    fields: JSON.parse('{"__proto__": "day", "constructor()": "place"}') as Record<string, string>,
  }
  assert.equal(fields(recogniseSheet(makeSheet('x', rows), ALL, [odd])), '')
})

test('a sheet is read as what the clerk says it is', () => {
  const sheet = makeSheet('x', [
    ['姓名', '年岁', '车辆'],
    ['甲', '四十', 3],
    ['乙', '五十', 5],
  ])
  assert.equal(recogniseSheet(sheet, ALL).target, null)
  const [profile, cleanup] = ALL
  const got = recogniseSheetAs(sheet, cleanup!)
  assert.equal(got.target, 'cleanup')
  assert.equal(fields(got), 'cars:C')
  assert.deepEqual(got.rows, [2, 3])
  assert.equal(
    recogniseSheetAs(
      makeSheet('x', [
        ['人口', '9150人'],
        ['甲', '乙'],
      ]),
      profile!,
    ).columns[0]!.field,
    'people',
  )
  assert.deepEqual(recogniseSheetAs(makeSheet('x', []), cleanup!).columns, [])
})

const HEADING = ['序号', '日期', '地点', '清理垃圾(处)', '清运垃圾(吨)', '小广告(条)', '乱停乱放(辆)', '备注']
const WANTED = new Map([
  ['序号', 'no'],
  ['日期', 'day'],
  ['地点', 'place'],
  ['清理垃圾', 'piles'],
  ['清运垃圾', 'tons'],
  ['小广告', 'ads'],
  ['乱停乱放', 'cars'],
  ['备注', 'note'],
])
const record = (i: number) => [
  i,
  `2021.4.${(i % 28) + 1}`,
  `槐树巷${i}号院`,
  (i % 4) + 1,
  (i % 7) / 4 + 0.25,
  `${i * 3}条`,
  i % 3 ? i : null,
  i % 2 ? '已拍照' : null,
]

test('shuffled columns, blank rows, notes and totals in between leave the reading the same', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        HEADING.map((_, i) => i),
        { minLength: HEADING.length },
      ),
      fc
        .array(fc.constantFrom('blank', 'note', 'total', 'data', 'data', 'data'), { minLength: 3, maxLength: 25 })
        .filter((a) => a.filter((k) => k === 'data').length >= 3),
      fc.constantFrom<Rows>([], [['环境卫生整治台账']], [['环境卫生整治台账'], ['注：本表每月上报'], []]),
      (order, kinds, above) => {
        let serial = 0
        const data: number[] = []
        const rows: Rows = [...above, HEADING]
        for (const kind of kinds) {
          if (kind === 'data') data.push(rows.length + 1)
          rows.push(
            kind === 'data'
              ? record(++serial)
              : kind === 'note'
                ? ['备注：见附表']
                : kind === 'total'
                  ? [null, null, '小计', 9, 4.5]
                  : [],
          )
        }
        const shuffled = rows.map((row, r) =>
          row.length === HEADING.length || r === above.length ? order.map((i) => row[i] ?? null) : row,
        )
        const got = recogniseSheet(makeSheet('整治', shuffled), ALL)
        assert.equal(got.target, 'cleanup')
        assert.deepEqual(got.rows, data)
        for (const column of got.columns) assert.equal(column.field, WANTED.get(column.header), column.header)
      },
    ),
    { numRuns: 60 },
  )
})

test('no sheet makes it throw, and no row is both data and skipped', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.double({ noNaN: true }),
    fc.constantFrom('日期', '地点', '合计', '注：', '2021.4.6', '清理垃圾(吨)', null),
  )
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 12 }),
      fc.constantFrom([], ['A1:F1', 'A2:B9'], ['A1:XFD1048576']),
      (rows, merges) => {
        const sheet = makeSheet('任意', rows, merges)
        const got = recogniseSheet(sheet, ALL)
        const skipped = new Set(got.skipped.map((s) => s.row))
        assert.ok(got.rows.every((row) => !skipped.has(row)))
        assert.equal(got.rows.length + skipped.size, sheet.rows.length)
      },
    ),
    { numRuns: 60 },
  )
})
