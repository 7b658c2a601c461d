import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { readWorkbook } from './read-workbook.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'
import type { WrittenColumn } from './written-table.ts'

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

const columns: WrittenColumn[] = [
  { header: '日期', type: 'day', width: 12 },
  { header: '地点', type: 'text' },
  { header: '垃圾(吨)', type: 'number' },
  { header: '备注' },
]

async function* records() {
  yield ['2021-03-09', '槐树巷', '1.42', 'a & b <c> "d"']
  yield [new Date('2021-03-08T17:00:00Z'), '-3', -3, null]
  yield ['近期', '=1+1', '不详', true]
  yield [null, '_x0041_ 末尾 ', 1e-7, ['甲', '乙']]
}

test('a written workbook reads back as it was, also by another library', async () => {
  const bytes = await gather(
    writeXlsx({
      sheets: [
        { name: '台账', title: '2021年台账', columns, rows: records() },
        { name: '台账', columns, rows: [] },
      ],
    }),
  )
  const book = await readWorkbook(bytes, 'a.xlsx')
  assert.deepEqual(
    book.sheets.map((s) => s.name),
    ['台账', '台账(2)'],
  )
  const rows = book.sheets[0]!.rows.map((row) => row.cells.map((c) => [c.ref, c.kind, c.day ?? c.value]))
  assert.deepEqual(rows, [
    [['A1', 'text', '2021年台账']],
    [
      ['A2', 'text', '日期'],
      ['B2', 'text', '地点'],
      ['C2', 'text', '垃圾(吨)'],
      ['D2', 'text', '备注'],
    ],
    [
      ['A3', 'date', '2021-03-09'],
      ['B3', 'text', '槐树巷'],
      ['C3', 'number', 1.42],
      ['D3', 'text', 'a & b <c> "d"'],
    ],
    [
      ['A4', 'date', '2021-03-09'],
      ['B4', 'text', '-3'],
      ['C4', 'number', -3],
    ],
    [
      ['A5', 'text', '近期'],
      ['B5', 'text', '=1+1'],
      ['C5', 'text', '不详'],
      ['D5', 'text', '是'],
    ],
    [
      ['B6', 'text', '_x0041_ 末尾 '],
      ['C6', 'number', 1e-7],
      ['D6', 'text', '甲、乙'],
    ],
  ])
  assert.deepEqual(book.sheets[0]!.merges, [{ fromRow: 1, fromCol: 1, toRow: 1, toCol: 4 }])
  const other = await readXlsx(bytes, { readStyles: true })
  assert.deepEqual(other.sheets[0]!.rows[2], [new Date('2021-03-09T00:00:00Z'), '槐树巷', 1.42, 'a & b <c> "d"'])
  assert.equal(other.sheets[0]!.freezePane?.rows, 2)
  assert.equal(
    [...other.sheets[0]!.cells!.values()].some((c) => c.formula !== undefined),
    false,
  )
})

test('names of sheets are made legal and unlike each other', async () => {
  const names = ['a/b:c*d?', "'引'", '', '很'.repeat(40), '很'.repeat(40), 'A B C D']
  const bytes = await gather(writeXlsx({ sheets: names.map((name) => ({ name, columns, rows: [] })) }))
  const got = (await readXlsx(bytes)).sheets.map((s) => s.name)
  assert.equal(new Set(got.map((n) => n.toLowerCase())).size, names.length)
  assert.ok(
    got.every((n) => n.length >= 1 && n.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(n)),
    got.join('|'),
  )
})

test('characters no file can hold are dropped, long texts cut, nothing breaks', async () => {
  const nasty = ['a\0b\u0001', '\ud842', '𠮷\u202e', ']]>', '字'.repeat(40_000), '两\r\n行']
  const bytes = await gather(
    writeXlsx({ sheets: [{ name: 'x', columns: [{ header: '文' }], rows: nasty.map((t) => [t]) }] }),
  )
  const texts = (await readWorkbook(bytes, 'a.xlsx')).sheets[0]!.rows.slice(1).map((row) => row.cells[0]!.text)
  assert.deepEqual(texts.slice(0, 4), ['ab', '\ufffd', '𠮷', ']]>'])
  assert.equal(texts[4]!.length, 32_767)
  assert.equal(texts[5], '两\r\n行')
})

test('rows are taken as they are needed; the source is closed when the reader stops, its error comes through', async () => {
  let made = 0
  let closed = false
  async function* endless() {
    try {
      for (;;) yield [`第${made++}行`.padEnd(200, '字'), 'x', 1, null]
    } finally {
      closed = true
    }
  }
  let taken = 0
  for await (const piece of writeXlsx({ sheets: [{ name: 'x', columns, rows: endless() }] })) {
    if ((taken += piece.length) > 200_000) break
  }
  assert.ok(closed)
  assert.ok(made < 100_000, String(made))
  async function* failing() {
    yield ['2021-03-09', 'x', 1, null]
    throw new Error('cursor lost')
  }
  await assert.rejects(gather(writeXlsx({ sheets: [{ name: 'x', columns, rows: failing() }] })), /cursor lost/)
  await assert.rejects(gather(writeCsv({ columns, rows: failing() })), /cursor lost/)
})

test('csv: mark, quotes, formulas made harmless, negative numbers stay numbers', async () => {
  const rows = [
    ['2021-03-09', '槐树巷,3号', '-1.5', '说"好"'],
    [null, '=HYPERLINK("http://x")', -3, '+cmd|x'],
    [null, '-1+1', 0, '@SUM(A1)'],
    [null, '＝1+1', '2.50', '\t=1'],
    [null, ' =1', 7n, '两\n行'],
    [null, '-12', null, '普通'],
  ]
  const text = Buffer.from(await gather(writeCsv({ columns, rows }))).toString()
  assert.equal(
    text,
    [
      '\ufeff日期,地点,垃圾(吨),备注',
      '2021-03-09,"槐树巷,3号",-1.5,"说""好"""',
      ',"\'=HYPERLINK(""http://x"")",-3,\'+cmd|x',
      ",'-1+1,0,'@SUM(A1)",
      ",'＝1+1,2.50,'\t=1",
      ',\' =1,7,"两\n行"',
      ',-12,,普通',
      '',
    ].join('\r\n'),
  )
  const back = await readWorkbook(Buffer.from(text), '台账.csv')
  assert.equal(back.sheets[0]!.rows[2]!.cells[0]!.text, '=HYPERLINK("http://x")')
})
