import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderNoticeBoard } from './notice-board.ts'
import type { NoticeBoard, NoticePlace } from './notice-board-model.ts'
import { first, readDocx } from './test-docx.ts'
import { all, textOf, type XmlNode } from './test-xml.ts'

const yard: NoticePlace = {
  name: '东院',
  grid: '第二网格',
  unit: '区水务局',
  duties: [
    { role: '包院干部', name: '周明', phone: '13900000001' },
    { role: '楼栋长', name: '孙大妈' },
  ],
  facts: [{ label: '户数', value: '96户' }],
}

async function board(places: NoticePlace[], more: Partial<NoticeBoard> = {}) {
  return readDocx(await renderNoticeBoard({ community: '青松社区', date: '2023年12月29日', places, ...more })).document
}

/** Height in twips of everything on the first page: fixed rows, fixed lines and the room around them. */
function heightOf(document: XmlNode, styles: Map<string, XmlNode>): number {
  const blocks = document.children[0]!.children.filter((node) => node.name === 'w:p' || node.name === 'w:tbl')
  return blocks.reduce((sum, block) => {
    if (block.name === 'w:tbl') {
      return sum + all(block, 'w:trHeight').reduce((rows, row) => rows + Number(row.attributes['w:val']), 0)
    }
    const style = styles.get(first(block, 'w:pStyle').attributes['w:val']!)!
    const spacing = { ...first(style, 'w:spacing').attributes, ...all(block, 'w:spacing')[0]?.attributes }
    return sum + ['w:before', 'w:line', 'w:after'].reduce((room, side) => room + Number(spacing[side] ?? 0), 0)
  }, 0)
}

test('a board names place, grid, unit, facts and who answers for it, without a phone where none is given', async () => {
  const document = await board([yard], { hotline: '0800-1' })
  const [facts, duties] = all(document, 'w:tbl')
  assert.equal(textOf(facts!), '所属网格第二网格包抓单位区水务局户数96户')
  assert.deepEqual(
    all(duties!, 'w:tr').map((row) => all(row, 'w:tc').map(textOf)),
    [
      ['职务', '姓名', '联系电话'],
      ['包院干部', '周明', '13900000001'],
      ['楼栋长', '孙大妈', ''],
    ],
  )
  assert.match(textOf(document), /东院.*青松社区.*0800-1.*2023年12月29日$/)
})

test('the phone column is left out when nobody has one', async () => {
  const document = await board([{ ...yard, duties: [{ role: '网格员', name: '周明' }] }])
  assert.deepEqual(all(all(document, 'w:tbl')[1]!, 'w:tc').map(textOf), ['职务', '姓名', '网格员', '周明'])
})

test('each place has its own page across, many people go on to a second', async () => {
  const crowd = Array.from({ length: 20 }, (_, at) => ({ role: '楼栋长', name: `住户${at}` }))
  const document = await board([yard, { ...yard, name: '西院' }, { ...yard, name: '大院', duties: crowd }])
  const { 'w:w': width, 'w:h': height } = first(document, 'w:pgSz').attributes
  assert.ok(Number(width) > Number(height))
  assert.equal(all(document, 'w:pageBreakBefore').length, 3)
  const said = textOf(document)
  assert.ok(said.includes('大院（续）'))
  crowd.forEach(({ name }) => assert.equal(said.split(name).length >= 2, true))
})

test('whatever is on a board, it stays on its page', async () => {
  const long = '很长的单位名称'.repeat(12)
  const people = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ role: long, name: `某人${at}`, phone: '13900000001' }))
  const facts = Array.from({ length: 9 }, (_, at) => ({ label: `项目${at}`, value: long }))
  const places = [
    yard,
    { ...yard, duties: [], facts: [] },
    { ...yard, name: long, unit: long, duties: people(16), facts },
  ]
  for (const place of places) {
    const { document, part } = readDocx(await renderNoticeBoard({ community: '社区', date: '今天', places: [place] }))
    const styles = new Map(
      all(part('word/styles.xml'), 'w:style').map((style) => [style.attributes['w:styleId']!, style]),
    )
    const margin = first(document, 'w:pgMar').attributes
    const room =
      Number(first(document, 'w:pgSz').attributes['w:h']) - Number(margin['w:top']) - Number(margin['w:bottom'])
    const used = heightOf(document, styles)
    assert.ok(used <= room, `${used} twips on a page of ${room}`)
  }
})

test('hostile names stay harmless', async () => {
  const nasty = `<b onclick=1>\u0002\ud83d&\u202e𠮷`
  const place = {
    name: nasty,
    grid: nasty,
    unit: nasty,
    duties: [{ role: nasty, name: nasty, phone: nasty }],
    facts: [],
  }
  assert.ok(textOf(await board([place])).includes('<b onclick=1>\ufffd&𠮷'))
})
