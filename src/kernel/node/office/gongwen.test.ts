import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderGongwen } from './gongwen.ts'
import type { Block, Gongwen, Run } from './gongwen-model.ts'
import { fakeJpeg, first, readDocx } from './test-docx.ts'
import { all, textOf, type XmlNode } from './test-xml.ts'
import { unzipParts } from './zip.ts'

const figure = (id: string, text: string, note?: string): Run => ({ figure: { id, text, note } })
const plain = (text: string): Run[] => [{ text }]

const body: Block[] = [
  { kind: 'title', text: '青松社区关于2023年度环境整治工作开展情况的报告' },
  { kind: 'subtitle', text: '2023年度' },
  { kind: 'salutation', text: '街道办事处：' },
  { kind: 'heading', level: 1, runs: plain('一、工作情况') },
  { kind: 'heading', level: 2, runs: plain('（一）清理') },
  { kind: 'heading', level: 3, runs: plain('1.院落') },
  { kind: 'heading', level: 4, runs: plain('(1）东院') },
  {
    kind: 'paragraph',
    runs: [{ text: '清理' }, figure('heap', '31处'), { text: '、' }, figure('ton', '10余吨', '12.5吨')],
  },
  { kind: 'paragraph', runs: [{ text: '其中东院再清' }, figure('heap', '31处'), { text: '。', bold: true }] },
  {
    kind: 'table',
    caption: '分月情况',
    columns: [{ header: '月份' }, { header: '处数', align: 'right' }],
    rows: [
      ['1月', '20'],
      ['2月', [figure('february', '11处')]],
    ],
    total: ['合计', '31'],
  },
  { kind: 'signoff', unit: '青松社区居民委员会', date: '2023年12月29日' },
]

function report(edition: Gongwen['edition'], more: Partial<Gongwen> = {}): Gongwen {
  return { title: '环境整治报告', blocks: body, edition, meta: { author: '青松社区', asOf: '2023-12-29' }, ...more }
}

const evidence = {
  label: '附件',
  title: '清理明细',
  blocks: [
    { kind: 'heading', level: 1, entryOf: 'heap', runs: plain('清理乱堆垃圾') },
    { kind: 'table', columns: [{ header: '地点' }], rows: [['东院']] },
  ] satisfies Block[],
}

const paragraphOf = (document: XmlNode, text: string) => {
  const found = all(document, 'w:p').find((paragraph) => textOf(paragraph).includes(text))
  assert.ok(found, `no paragraph says ${text}`)
  return found
}
const attribute = (node: XmlNode, element: string, name = 'w:val') => first(node, element).attributes[name]

test('the page is A4 with the text area and line grid of GB/T 9704', async () => {
  const { document, part } = readDocx(await renderGongwen(report('clean')))
  const section = first(document, 'w:sectPr')
  const size = first(section, 'w:pgSz').attributes
  const margin = first(section, 'w:pgMar').attributes
  const mm = (twips: string | undefined) => Math.round((Number(twips) / 1440) * 254) / 10
  assert.deepEqual([mm(size['w:w']), mm(size['w:h'])], [210, 297])
  assert.deepEqual(
    ['w:top', 'w:right', 'w:bottom', 'w:left'].map((side) => mm(margin[side])),
    [37, 26, 35, 28],
  )

  const grid = first(section, 'w:docGrid').attributes
  assert.equal(grid['w:type'], 'lines')
  const height = Number(size['w:h']) - Number(margin['w:top']) - Number(margin['w:bottom'])
  assert.equal(Math.floor(height / Number(grid['w:linePitch'])), 22)

  const defaults = first(part('word/styles.xml'), 'w:rPrDefault')
  const character = Number(attribute(defaults, 'w:sz')) * 10 + Number(attribute(defaults, 'w:spacing'))
  const width = Number(size['w:w']) - Number(margin['w:left']) - Number(margin['w:right'])
  assert.equal(Math.floor(width / character), 28)
})

test('headings are real headings in the fonts of their level', async () => {
  const { document, part } = readDocx(await renderGongwen(report('clean')))
  const styles = new Map(all(part('word/styles.xml'), 'w:style').map((style) => [style.attributes['w:styleId'], style]))
  const expected = [
    ['一、工作情况', '黑体'],
    ['（一）清理', '楷体_GB2312'],
    ['1.院落', '仿宋_GB2312'],
    ['(1）东院', '仿宋_GB2312'],
  ] as const
  for (const [at, [text, font]] of expected.entries()) {
    const style = styles.get(attribute(paragraphOf(document, text), 'w:pStyle'))!
    assert.equal(attribute(style, 'w:name'), `heading ${at + 1}`)
    assert.equal(attribute(style, 'w:outlineLvl'), String(at))
    assert.equal(attribute(style, 'w:rFonts', 'w:eastAsia'), font)
  }
  for (const paragraph of all(document, 'w:pStyle')) assert.ok(styles.has(paragraph.attributes['w:val']))
  const fonts = all(part('word/fontTable.xml'), 'w:font')
  assert.ok(fonts.every((font) => attribute(font, 'w:altName')!.includes('Noto')))
})

test('page numbers stand right on odd and left on even pages', async () => {
  const { document, part } = readDocx(await renderGongwen(report('clean')))
  all(part('word/settings.xml'), 'w:evenAndOddHeaders').forEach((on) =>
    assert.notEqual(on.attributes['w:val'], 'false'),
  )
  assert.equal(all(part('word/settings.xml'), 'w:evenAndOddHeaders').length, 1)
  const links = new Map(
    all(part('word/_rels/document.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes['Id'],
      attributes['Target'],
    ]),
  )
  const sides = all(document, 'w:footerReference').map(({ attributes }) => {
    const footer = part(`word/${links.get(attributes['r:id'])}`)
    assert.match(
      all(footer, 'w:instrText')
        .map((field) => field.text)
        .join(),
      /PAGE/,
    )
    return [attributes['w:type'], attribute(footer, 'w:jc')]
  })
  assert.deepEqual(sides.toSorted(), [
    ['default', 'right'],
    ['even', 'left'],
  ])
})

test('the clean edition carries no link, bookmark, header or comment, and says the same text', async () => {
  const bytes = await renderGongwen(report('clean', { annexes: [evidence] }))
  const { document, paths } = readDocx(bytes)
  for (const name of ['w:hyperlink', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:headerReference', 'w:commentReference']) {
    assert.equal(all(document, name).length, 0, name)
  }
  assert.ok(!paths.some((path) => path.includes('comments')))
  assert.ok(textOf(document).includes('清理31处、10余吨'))
})

test('in a draft every figure opens its entry, and every entry leads back to each place it is printed', async () => {
  const { document } = readDocx(await renderGongwen(report('draft', { annexes: [evidence] })))
  const starts = all(document, 'w:bookmarkStart').map(({ attributes }) => attributes)
  const names = starts.map((mark) => mark['w:name']!)
  assert.equal(new Set(names).size, names.length)
  assert.deepEqual(
    starts.map((mark) => mark['w:id']).toSorted(),
    all(document, 'w:bookmarkEnd')
      .map((end) => end.attributes['w:id'])
      .toSorted(),
  )
  names.forEach((name) => assert.match(name, /^[A-Za-z][A-Za-z0-9_]{0,39}$/))

  const anchors = all(document, 'w:hyperlink').map((link) => link.attributes['w:anchor']!)
  const forward = anchors.filter((anchor) => anchor.startsWith('src_'))
  const back = anchors.filter((anchor) => anchor.startsWith('fig_'))
  assert.equal(forward.length, 4)
  assert.deepEqual(back.toSorted(), names.filter((name) => name.startsWith('fig_')).toSorted())
  assert.deepEqual([...new Set(forward)].toSorted(), names.filter((name) => name.startsWith('src_')).toSorted())

  // The two places that print the heaps open the same entry, which is the annex heading.
  const heap = all(document, 'w:hyperlink').filter((link) => textOf(link) === '31处')
  assert.equal(new Set(heap.map((link) => link.attributes['w:anchor'])).size, 1)
  const entry = paragraphOf(document, '清理乱堆垃圾')
  assert.equal(attribute(entry, 'w:bookmarkStart', 'w:name'), heap[0]!.attributes['w:anchor'])
  assert.ok(textOf(document).includes('12.5吨'), 'the closing annex prints the note of a figure without an entry')
})

test('a draft says on every page that it is one', async () => {
  const { part, paths } = readDocx(await renderGongwen(report('draft')))
  const headers = paths.filter((path) => /^word\/header\d\.xml$/.test(path))
  assert.equal(headers.length, 2)
  for (const path of headers) assert.match(textOf(part(path)), /底 稿.*2023-12-29/)
})

test('tables repeat their heading row, keep rows whole and the total with the row before it', async () => {
  const { document } = readDocx(await renderGongwen(report('clean')))
  const rows = all(first(document, 'w:tbl'), 'w:tr')
  assert.deepEqual(
    rows.map((row) => all(row, 'w:tblHeader').length),
    [1, 0, 0, 0],
  )
  assert.ok(rows.every((row) => all(row, 'w:cantSplit').length === 1))
  assert.ok(all(rows[2]!, 'w:keepNext').length > 0)
  assert.equal(textOf(rows[3]!), '合计31')
  const widths = all(first(document, 'w:tblGrid'), 'w:gridCol').map((column) => Number(column.attributes['w:w']))
  assert.equal(
    widths.reduce((sum, width) => sum + width, 0),
    11906 - 1588 - 1474,
  )
})

test('the sign-off leaves room for the seal and takes the last paragraph along', async () => {
  const blocks: Block[] = [
    { kind: 'paragraph', runs: plain('最后一段。') },
    { kind: 'signoff', unit: '青松社区', date: '2023年12月29日' },
  ]
  const { document } = readDocx(await renderGongwen(report('clean', { blocks })))
  assert.equal(all(paragraphOf(document, '最后一段'), 'w:keepNext').length, 1)
  const unit = paragraphOf(document, '青松社区')
  const date = paragraphOf(document, '2023年12月29日')
  assert.ok(Number(attribute(unit, 'w:spacing', 'w:before')) >= 3 * 579)
  assert.equal(Number(attribute(date, 'w:ind', 'w:right') ?? attribute(date, 'w:ind', 'w:end')), 4 * 315)
  const right = Number(attribute(unit, 'w:ind', 'w:right') ?? attribute(unit, 'w:ind', 'w:end'))
  assert.ok(right > 4 * 315, 'a unit shorter than the date is centred above it')
})

test('a page break is carried by the block after it, whatever that is', async () => {
  const kinds: Block[] = [
    { kind: 'paragraph', runs: plain('次页') },
    { kind: 'table', columns: [{ header: '列' }], rows: [['值']] },
    { kind: 'photos', items: [{ bytes: fakeJpeg(8, 6, 1), type: 'jpg', caption: '图' }] },
  ]
  for (const block of kinds) {
    const blocks: Block[] = [{ kind: 'paragraph', runs: plain('首页') }, { kind: 'pageBreak' }, block]
    const { document } = readDocx(await renderGongwen(report('clean', { blocks })))
    assert.equal(all(document, 'w:pageBreakBefore').length, 1, block.kind)
    assert.equal(all(paragraphOf(document, '首页'), 'w:pageBreakBefore').length, 0)
  }
})

test('photos go in untouched, pairs share a row, and a broken file is said to be broken', async () => {
  const [before, after, upright] = [fakeJpeg(1280, 960, 1), fakeJpeg(1280, 960, 2), fakeJpeg(600, 1200, 3)]
  const photo = (bytes: Uint8Array, caption: string) => ({ bytes, type: 'jpg' as const, caption })
  const items = [
    photo(upright, '竖拍'),
    { ...photo(before, '整改前'), pairWith: photo(after, '整改后') },
    photo(before, '同一张'),
    photo(new Uint8Array([9, 9]), '坏图'),
  ]
  const bytes = await renderGongwen(report('clean', { blocks: [{ kind: 'photos', items }] }))
  const { document } = readDocx(bytes)
  const rows = all(document, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => textOf(cell)))
  assert.deepEqual(rows, [
    ['竖拍', ''],
    ['整改前', '整改后'],
    ['同一张', '（照片文件已损坏，无法显示）坏图'],
  ])
  const stored = [...unzipParts(bytes)].filter(([path]) => path.startsWith('word/media/')).map(([, data]) => [...data])
  assert.deepEqual(stored.toSorted(), [before, after, upright].map((one) => [...one]).toSorted())

  const extents = all(document, 'wp:extent').map(({ attributes }) => [
    Number(attributes['cx']),
    Number(attributes['cy']),
  ])
  for (const [cx, cy] of extents) assert.ok(cx! / 36000 <= 78 && cy! / 36000 <= 60)
  assert.ok(Math.abs(extents[0]![1]! / extents[0]![0]! - 2) < 0.01, 'proportions are kept')
  const ids = all(document, 'wp:docPr').map(({ attributes }) => attributes['id'])
  assert.equal(new Set(ids).size, ids.length)
})

test('hostile text prints as harmless text in every place that takes text', async () => {
  const nasty = `a\u0000b\u0007<img src=x onerror="alert(1)">&]]>\ud800c\u202e倒\u2066𠮷\ufffe'${'长'.repeat(3000)}${'x'.repeat(5000)}\tend\r\nnext`
  const runs: Run[] = [{ text: nasty }, figure(nasty, nasty, nasty)]
  const blocks: Block[] = [
    { kind: 'title', text: nasty },
    { kind: 'subtitle', text: nasty },
    { kind: 'salutation', text: nasty },
    { kind: 'heading', level: 1, runs },
    { kind: 'paragraph', runs },
    { kind: 'table', caption: nasty, columns: [{ header: nasty }], rows: [[nasty], [runs]], total: [nasty] },
    { kind: 'photos', items: [{ bytes: fakeJpeg(4, 3, 1), type: 'jpg', caption: nasty }] },
    { kind: 'signoff', unit: nasty, date: nasty },
  ]
  const meta = { author: nasty, subject: nasty, asOf: nasty }
  const annexes = [{ label: nasty, title: nasty, blocks }]
  for (const edition of ['clean', 'draft'] as const) {
    const { document, part } = readDocx(await renderGongwen({ title: nasty, blocks, annexes, edition, meta }))
    const said = textOf(document)
    assert.ok(said.includes('ab<img src=x onerror="alert(1)">&]]>\ufffdc倒𠮷'))
    assert.doesNotMatch(said, /[\u202a-\u202e\u2066-\u2069]/)
    assert.equal(all(document, 'img').length, 0)
    assert.equal(first(part('docProps/core.xml'), 'dc:creator').text.includes('\u202e'), false)
  }
})

test('a row too tall for half a page may break', async () => {
  const rows = [['短'], ['很长的说明'.repeat(400)]]
  const blocks: Block[] = [{ kind: 'table', columns: [{ header: '说明' }], rows }]
  const { document } = readDocx(await renderGongwen(report('clean', { blocks })))
  const whole = all(document, 'w:tr').map((row) => all(row, 'w:cantSplit').length === 1)
  assert.deepEqual(whole, [true, true, false])
})

test('the same document gives the same bytes', async () => {
  const items = [{ bytes: fakeJpeg(8, 6, 1), type: 'jpg' as const, caption: '图' }]
  const doc = report('draft', { annexes: [{ ...evidence, blocks: [...evidence.blocks, { kind: 'photos', items }] }] })
  const [once, again] = [await renderGongwen(doc), await renderGongwen(doc)]
  assert.ok(Buffer.from(once).equals(again))
})

test('annexes are named before the sign-off and start pages of their own', async () => {
  const second = { label: '附件2', title: '照片', blocks: [] }
  const { document } = readDocx(
    await renderGongwen(report('clean', { annexes: [{ ...evidence, label: '附件1' }, second] })),
  )
  const lines = all(document, 'w:p').map(textOf)
  const at = lines.indexOf('附件：1.清理明细')
  assert.equal(lines[at + 1], '2.照片')
  assert.ok(lines[at + 2]!.startsWith('青松社区'))
  for (const label of ['附件1', '附件2']) assert.equal(all(paragraphOf(document, label), 'w:pageBreakBefore').length, 1)
})
