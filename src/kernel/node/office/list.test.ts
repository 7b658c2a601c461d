import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import { MOST_PRINTED_ROWS, renderList } from './list.ts'
import { first, readDocx } from './test-docx.ts'
import { all, textOf } from './test-xml.ts'

const columns = [{ header: '日期' }, { header: '地点' }, { header: '处数', align: 'right' as const }]
const rows = [
  ['2023-03-04', '东院', '3'],
  ['2023-03-05', '西巷', '12'],
]

async function printed(list: Partial<Parameters<typeof renderList>[0]> = {}) {
  return readDocx(await renderList({ title: '清理台账', columns, rows, ...list }))
}

const cells = (document: Awaited<ReturnType<typeof printed>>['document']) =>
  all(document, 'w:tr').map((row) => all(row, 'w:tc').map(textOf))

test('rows are numbered under a heading that repeats', async () => {
  const { document } = await printed({ total: ['合计', '', '15'] })
  assert.deepEqual(cells(document), [
    ['序号', '日期', '地点', '处数'],
    ['1', '2023-03-04', '东院', '3'],
    ['2', '2023-03-05', '西巷', '12'],
    ['', '合计', '', '15'],
  ])
  const [heading, ...others] = all(document, 'w:tr')
  assert.equal(all(heading!, 'w:tblHeader').length, 1)
  assert.ok(others.every((row) => all(row, 'w:tblHeader').length === 0))
})

test('a list that brings its own 序号 is not numbered twice', async () => {
  const { document } = await printed({ columns: [{ header: '序号' }, { header: '地点' }], rows: [['7', '东院']] })
  assert.deepEqual(cells(document)[1], ['7', '东院'])
})

test('every page names who filled in and checked, or leaves a line to sign, and counts pages', async () => {
  const { part } = await printed({ filledBy: '周明', date: '2023年12月29日' })
  const footer = part('word/footer1.xml')
  assert.match(textOf(footer), /填表人：周明.*审核人： {8,}.*日期：2023年12月29日.*第 .*页 共 .*页/)
  const fields = all(footer, 'w:instrText').map((field) => field.text)
  assert.deepEqual(fields, ['PAGE', 'NUMPAGES'])
})

test('narrow lists stand upright, wide ones lie across unless told otherwise', async () => {
  const sides = async (list: Parameters<typeof printed>[0]) => {
    const { 'w:w': width, 'w:h': height } = first((await printed(list)).document, 'w:pgSz').attributes
    return Number(width) > Number(height) ? 'across' : 'upright'
  }
  const many = Array.from({ length: 14 }, (_, at) => ({ header: `项目${at}` }))
  const wide = { columns: many, rows: [many.map(() => '四个汉字')] }
  assert.equal(await sides({}), 'upright')
  assert.equal(await sides(wide), 'across')
  assert.equal(await sides({ ...wide, orientation: 'portrait' }), 'upright')
})

test('an empty list says so', async () => {
  const { document } = await printed({ rows: [] })
  assert.ok(textOf(document).includes('无记录'))
})

test('what cannot be printed is refused with a sentence', async () => {
  const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
  await assert.rejects(printed({ columns: [] }), refused('print.no_columns'))
  const tooMany = Array.from({ length: MOST_PRINTED_ROWS + 1 }, () => ['x'])
  await assert.rejects(printed({ rows: tooMany }), refused('print.too_long'))
})

test('hostile text and ragged rows stay harmless', async () => {
  const nasty = `<img onerror=1>&\u0001\udc00\u202e𠮷${'w'.repeat(4000)}`
  const list = { title: nasty, subtitle: nasty, filledBy: nasty, reviewedBy: nasty, date: nasty, rows: [[nasty], []] }
  const { document } = await printed(list)
  assert.equal(cells(document)[2]!.length, 4)
  assert.ok(textOf(document).includes('<img onerror=1>&\ufffd𠮷'))
})
