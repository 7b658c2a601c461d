import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import type { Cell, Workbook } from '#kernel/workbook.ts'
import { readWorkbook } from './read-workbook.ts'
import { makeOle, makeXlsStream, makeXlsx, makeZip, sheetXml, xlsRecord, xlsxEntries } from './test-files.ts'

const cells = (book: Workbook, sheet = 0): Record<string, Cell> =>
  Object.fromEntries(book.sheets[sheet]!.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell])))

const refused = async (bytes: Uint8Array, name: string, code: string, options = {}) => {
  await assert.rejects(readWorkbook(bytes, name, options), (error) => {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.code, code)
    assert.match(error.say('zh'), /[\u4e00-\u9fff].*。$/)
    return true
  })
}

test('xlsx: kinds, shown texts, true coordinates, merges, hidden sheets', async () => {
  const book = await readWorkbook(
    makeXlsx({
      strings: [
        '<t xml:space="preserve"> 甲 &amp; 乙 </t>',
        '<r><t>清理</t></r><r><t>垃圾_x000D_</t></r><rPh><t>qing</t></rPh>',
      ],
      formats: ['yyyy"年"m"月"d"日"', '0.0"吨"', 'General"处"', 'h:mm'],
      sheets: {
        台账: `<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="AA2" t="s"><v>1</v></c></row>
          <row r="5"><c r="A5"><v>83.570000000000007</v></c><c r="B5" s="1"><v>44264</v></c><c r="C5" s="2"><v>2.5</v></c><c r="D5" s="3"><v>4</v></c>
          <c r="E5" t="b"><v>1</v></c><c r="F5" t="e"><v>#REF!</v></c><c r="G5" t="inlineStr"><is><t>内</t></is></c><c r="H5" s="4"><v>0.5</v></c>
          <c r="I5" t="d"><v>2021-03-09T00:00:00</v></c><c r="J5" s="1"><v>60</v></c><c r="K5" t="s"/><c r="L5" t="inlineStr"><is><t>  </t></is></c></row>
          </sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:B2"/></mergeCells>`,
        '!旧表': '<sheetData/>',
      },
    }),
    'a.xlsx',
  )
  assert.equal(book.kind, 'xlsx')
  assert.deepEqual(
    book.sheets.map((s) => [s.name, s.hidden, s.rows.map((r) => r.number)]),
    [
      ['台账', false, [2, 5]],
      ['旧表', true, []],
    ],
  )
  assert.deepEqual(book.sheets[0]!.merges, [
    { fromRow: 1, fromCol: 1, toRow: 1_048_576, toCol: 16_384 },
    { fromRow: 2, fromCol: 2, toRow: 3, toCol: 3 },
  ])
  const at = cells(book)
  assert.deepEqual(Object.fromEntries(Object.entries(at).map(([ref, c]) => [ref, [c.kind, c.text, c.value, c.day]])), {
    B2: ['text', ' 甲 & 乙 ', ' 甲 & 乙 ', undefined],
    AA2: ['text', '清理垃圾\r', '清理垃圾\r', undefined],
    A5: ['number', '83.57', 83.57, undefined],
    B5: ['date', '2021年3月9日', 44264, '2021-03-09'],
    C5: ['number', '2.5吨', 2.5, undefined],
    D5: ['number', '4处', 4, undefined],
    E5: ['boolean', '是', true, undefined],
    F5: ['error', '#REF!', '#REF!', undefined],
    G5: ['text', '内', '内', undefined],
    H5: ['date', '12:00', 0.5, undefined],
    I5: ['date', '2021-03-09', 44264, '2021-03-09'],
    J5: ['number', '60', 60, undefined],
  })
})

test('xlsx: cells without addresses, prefixes, CDATA, 1904, rows out of order', async () => {
  const book = await readWorkbook(
    makeXlsx({
      date1904: true,
      formats: ['yyyy/m/d'],
      sheets: {
        a: '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c t="str"><x:v><![CDATA[甲<乙]]></x:v></x:c></x:row><x:row><x:c s="1"><x:v>42802</x:v></x:c></x:row></x:sheetData>',
        b: "<sheetData><row r='9'><c r='B9'><v>2</v></c><c r='A9'><v>1</v></c></row><row r='3'><c r='A3' t='inlineStr'><is><t a='>'>早</t></is></c></row></sheetData>",
      },
    }),
    'b.xlsx',
  )
  assert.deepEqual(
    Object.entries(cells(book)).map(([ref, c]) => [ref, c.text, c.day]),
    [
      ['A1', '1', undefined],
      ['C1', '甲<乙', undefined],
      ['A2', '2021/3/9', '2021-03-09'],
    ],
  )
  assert.deepEqual(Object.keys(cells(book, 1)), ['A3', 'A9', 'B9'])
})

test('a formula without a cached value is a cell of its own kind, not a failure', async () => {
  const row =
    '<c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>T(1)</f><v></v></c>'
  const at = cells(
    await readWorkbook(makeXlsx({ sheets: { a: `<sheetData><row r="1">${row}</row></sheetData>` } }), 'f.xlsx'),
  )
  assert.deepEqual(
    Object.values(at).map((c) => [c.ref, c.kind, c.value]),
    [
      ['A1', 'formula-unvalued', null],
      ['B1', 'formula-unvalued', null],
      ['C1', 'number', 2],
    ],
  )
})

test('names of prototypes and characters no store can hold do no harm', async () => {
  const book = await readWorkbook(
    makeXlsx({
      sheets: {
        __proto__x: sheetXml([['__proto__', 'constructor', 'a&#0;b&#xB;c', '𠮷&#xD842;']]),
        constructor: '<sheetData/>',
      },
    }),
    '__proto__.xlsx',
  )
  assert.deepEqual(
    Object.values(cells(book)).map((c) => c.text),
    ['__proto__', 'constructor', 'abc', '𠮷\ufffd'],
  )
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('files that only pretend to be workbooks', async () => {
  const text = (s: string) => Buffer.from(s)
  await refused(text(''), 'a.xlsx', 'workbook.empty')
  await refused(text('日期 地点\n3月9日 利民巷'), 'a.xlsx', 'workbook.not-a-workbook')
  await refused(text('<html><table><tr><td>1</td></tr></table></html>'), 'a.xls', 'workbook.not-a-workbook')
  await refused(text('<html><body>请先登录</body></html>'), 'a.csv', 'workbook.not-a-workbook')
  await refused(text('%PDF-1.7'), 'a.xlsx', 'workbook.not-a-workbook')
  await refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'a.xlsx', 'workbook.not-a-workbook')
  await refused(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]), 'a.csv', 'workbook.not-a-workbook')
  await refused(Buffer.from([0x09, 0x08, 0x08, 0, 0, 5]), 'a.xls', 'workbook.unsupported')
  await refused(makeZip([{ name: 'word/document.xml', data: '<a/>' }]), 'a.xlsx', 'workbook.not-a-workbook')
  await refused(makeZip([{ name: 'hello.txt', data: 'hello' }]), 'a.xlsx', 'workbook.not-a-workbook')
  await refused(makeXlsx({ sheets: { a: '<sheetData/>' } }).subarray(0, 700), 'a.xlsx', 'workbook.broken')
  await refused(Buffer.alloc(2000), 'a.xlsx', 'workbook.too-large', { maxBytes: 1000 })
})

test('protected workbooks', async () => {
  await refused(
    makeOle({ EncryptionInfo: Buffer.alloc(40), EncryptedPackage: Buffer.alloc(5000) }),
    'a.xlsx',
    'workbook.encrypted',
  )
  await refused(
    makeOle({ Workbook: makeXlsStream([xlsRecord(0x2f, [2, 1])], [{ name: 'a', records: [] }]) }),
    'a.xls',
    'workbook.encrypted',
  )
  await refused(
    makeZip(xlsxEntries({ sheets: { a: '' } }).map((e) => ({ ...e, claim: { flags: 1 } }))),
    'a.xlsx',
    'workbook.encrypted',
  )
})

test('archives built to hurt are refused before they are unpacked', async () => {
  const plain = { sheets: { a: sheetXml([['甲']]) } }
  const bomb = { name: 'xl/media/x.bin', data: new Uint8Array(8_000_000) }
  await refused(makeXlsx({ ...plain, extra: [bomb] }), 'a.xlsx', 'workbook.bomb')
  await refused(makeXlsx({ ...plain, extra: [{ ...bomb, claim: { size: 900_000_000 } }] }), 'a.xlsx', 'workbook.bomb')
  const many = Array.from({ length: 2_100 }, (_, i) => ({ name: `x/${i}`, data: '', stored: true }))
  await refused(makeXlsx({ ...plain, extra: many }), 'a.xlsx', 'workbook.bomb')
  const twice = xlsxEntries(plain)
  await refused(makeZip([...twice, { name: 'XL/workbook.xml', data: '<a/>' }]), 'a.xlsx', 'workbook.broken')
  const first = { name: 'a.bin', data: 'aaaaaaaa', stored: true }
  await refused(makeZip([first, { ...first, claim: { offset: 0 } }]), 'a.xlsx', 'workbook.broken')
  const [one, ...others] = twice
  await refused(
    makeZip([{ ...one!, stored: true, claim: { packed: 60, size: 60 } }, ...others]),
    'a.xlsx',
    'workbook.bomb',
  )
  await refused(
    makeXlsx({ ...plain, extra: [{ name: 'inner.dat', data: makeZip([first]) }] }),
    'a.xlsx',
    'workbook.nested',
  )
  const liar = twice.map((e) => (e.name.includes('sheet1') ? { ...e, claim: { size: 20 } } : e))
  await refused(makeZip(liar), 'a.xlsx', 'workbook.broken')
  const mangled = twice.map((e) => (e.name.includes('sheet1') ? { ...e, claim: { crc: 7 } } : e))
  await refused(makeZip(mangled), 'a.xlsx', 'workbook.broken')
  const braggart = twice.map((e) => (e.name.includes('sheet1') ? { ...e, claim: { size: 2000 } } : e))
  await refused(makeZip(braggart), 'a.xlsx', 'workbook.broken')
})

test('XML built to hurt', async () => {
  const bomb =
    '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
  const sheets = { a: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' }
  await refused(makeXlsx({ sheets, replace: { 'xl/sharedStrings.xml': bomb } }), 'a.xlsx', 'workbook.unsafe')
  await refused(makeXlsx({ sheets: { a: sheetXml([['&secret;']]) } }), 'a.xlsx', 'workbook.unsafe')
  await refused(
    makeXlsx({ sheets: { a: '<sheetData><row r="9999999"><c r="A9999999"><v>1</v></c></row></sheetData>' } }),
    'a.xlsx',
    'workbook.broken',
  )
  await refused(
    makeXlsx({ sheets: { a: '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>' } }),
    'a.xlsx',
    'workbook.broken',
  )
  await refused(makeXlsx({ sheets: { a: sheetXml([['x'.repeat(40_000)]]) } }), 'a.xlsx', 'workbook.cell-too-long')
  await refused(makeXlsx({ sheets: { a: sheetXml([[1, 2], [3]]) } }), 'a.xlsx', 'workbook.too-many-cells', {
    maxCells: 2,
  })
  await refused(makeXlsx({ sheets: { a: '', b: '' } }), 'a.xlsx', 'workbook.too-many-cells', { maxSheets: 1 })
  await refused(makeXlsx({ sheets: {} }), 'a.xlsx', 'workbook.broken')
})

test('time, memory and the reader’s own wish to stop', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => [`第${i}行文字`, i, i / 7])
  const large = makeXlsx({ sheets: { a: sheetXml(rows) } })
  await refused(large, 'a.xlsx', 'workbook.slow', { maxMs: 1 })
  const manyStrings = Array.from({ length: 400_000 }, (_, i) => `<t>${i}</t>`)
  await refused(makeXlsx({ sheets: { a: '' }, strings: manyStrings }), 'a.xlsx', 'workbook.memory', {
    maxHeapMb: 8,
    ratioFrom: 1e9,
  })
  await refused(large, 'a.xlsx', 'workbook.stopped', { signal: AbortSignal.abort() })
  const stop = new AbortController()
  const reading = refused(large, 'a.xlsx', 'workbook.stopped', { signal: stop.signal })
  stop.abort()
  await reading
})

test('file names in sentences are made harmless', async () => {
  await assert.rejects(
    readWorkbook(Buffer.from(''), `../../etc/\u202egnp.\u0000${'长'.repeat(4000)}.xlsx`),
    (error) => {
      const sentence = (error as Problem).say()
      return sentence.length < 200 && !['\u0000', '\u202e', '/'].some((c) => sentence.includes(c))
    },
  )
})

test('xls: strings across records, packed numbers, formulas, dates, hidden sheets, merges', async () => {
  const long = '路面'.repeat(2100)
  // The shared strings break inside the second string; the rest goes on in narrow characters.
  const sst = Buffer.concat([
    xlsRecord(0x00fc, [4, 3], [4, 3], [2, 2], '甲乙', [2, 6], '垃圾'),
    xlsRecord(
      0x003c,
      Buffer.from([0, ...Buffer.from('abcd')]),
      [2, long.length],
      [1, 9],
      [2, 1],
      Buffer.from(long.slice(0, 2000), 'utf16le'),
    ),
    xlsRecord(0x003c, Buffer.from([1]), Buffer.from(long.slice(2000), 'utf16le'), [4, 0]),
  ])
  const globals = [
    xlsRecord(0x0022, [2, 0]),
    xlsRecord(0x041e, [2, 170], [2, 9], 'yyyy\\年m\\月'),
    xlsRecord(0x00e0, [2, 0], [2, 0]),
    xlsRecord(0x00e0, [2, 0], [2, 14]),
    xlsRecord(0x00e0, [2, 0], [2, 170]),
    sst,
  ]
  const records = [
    xlsRecord(0x00fd, [2, 0], [2, 0], [2, 0], [4, 0]),
    xlsRecord(0x00fd, [2, 0], [2, 1], [2, 0], [4, 1]),
    xlsRecord(0x00fd, [2, 0], [2, 2], [2, 0], [4, 2]),
    xlsRecord(0x0203, [2, 3], [2, 0], [2, 1], [8, 44264]),
    xlsRecord(0x027e, [2, 3], [2, 1], [2, 0], [4, ((7 << 2) | 2) >>> 0]),
    xlsRecord(
      0x00bd,
      [2, 4],
      [2, 1],
      [2, 0],
      [4, ((142 << 2) | 3) >>> 0],
      [2, 2],
      [4, ((44264 << 2) | 2) >>> 0],
      [2, 2],
    ),
    xlsRecord(0x0204, [2, 5], [2, 0], [2, 0], [2, 3], '旧标签'),
    xlsRecord(0x0205, [2, 5], [2, 1], [2, 0], [1, 1], [1, 0]),
    xlsRecord(0x0205, [2, 5], [2, 2], [2, 0], [1, 0x2a], [1, 1]),
    xlsRecord(0x0006, [2, 6], [2, 0], [2, 0], [8, 12.5], [2, 0], [4, 0]),
    xlsRecord(0x0006, [2, 6], [2, 1], [2, 0], Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]), [2, 0], [4, 0]),
    xlsRecord(0x04bc, [4, 0]),
    xlsRecord(0x0207, [2, 2], '算出'),
    xlsRecord(0x0006, [2, 6], [2, 2], [2, 0], Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]), [2, 0], [4, 0]),
    xlsRecord(0x00e5, [2, 1], [2, 0], [2, 1], [2, 0], [2, 4]),
  ]
  const book = await readWorkbook(
    makeOle({
      Workbook: makeXlsStream(globals, [
        { name: '台账', records },
        { name: '旧表', state: 1, records: [] },
      ]),
    }),
    'a.xls',
  )
  assert.equal(book.kind, 'xls')
  assert.deepEqual(
    book.sheets.map((s) => [s.name, s.hidden]),
    [
      ['台账', false],
      ['旧表', true],
    ],
  )
  assert.deepEqual(book.sheets[0]!.merges, [{ fromRow: 1, toRow: 2, fromCol: 1, toCol: 5 }])
  assert.deepEqual(
    Object.values(cells(book)).map((c) => [c.ref, c.kind, c.text, c.day]),
    [
      ['A1', 'text', '甲乙', undefined],
      ['B1', 'text', '垃圾abcd', undefined],
      ['C1', 'text', long, undefined],
      ['A4', 'date', '2021/3/9', '2021-03-09'],
      ['B4', 'number', '7', undefined],
      ['B5', 'number', '1.42', undefined],
      ['C5', 'date', '2021年3月', '2021-03-09'],
      ['A6', 'text', '旧标签', undefined],
      ['B6', 'boolean', '是', undefined],
      ['C6', 'error', '#N/A', undefined],
      ['A7', 'number', '12.5', undefined],
      ['B7', 'text', '算出', undefined],
      ['C7', 'formula-unvalued', '', undefined],
    ],
  )
})

test('xls: other versions, other office files, cut and circular files', async () => {
  const stream = makeXlsStream([], [{ name: 'a', records: [xlsRecord(0x0203, [2, 0], [2, 0], [2, 0], [8, 1])] }])
  await refused(makeOle({ Book: makeXlsStream([], [], 0x0500) }), 'a.xls', 'workbook.unsupported')
  await refused(makeOle({ WordDocument: Buffer.alloc(600) }), 'a.xls', 'workbook.not-a-workbook')
  const file = Buffer.from(makeOle({ Workbook: stream }))
  await refused(file.subarray(0, 900), 'a.xls', 'workbook.broken')
  for (let i = 0; i < 127; i++) file.writeUInt32LE(2, 512 + i * 4)
  await refused(file, 'a.xls', 'workbook.broken')
})

test('csv: encodings, separators, quotes, true rows', async () => {
  const lines = '日期,地点,数量\r\n3月9日,"利民巷,12号","说""好""\n两行"\r\n\r\n3月10日,育才巷,-3\r\n'
  const check = async (bytes: Uint8Array, name = '台账.csv') => {
    const book = await readWorkbook(bytes, name)
    assert.equal(book.kind, 'csv')
    assert.equal(book.sheets[0]!.name, '台账')
    const at = cells(book)
    assert.deepEqual(
      [at['A1']?.text, at['B2']?.text, at['C2']?.text, at['C4']?.text],
      ['日期', '利民巷,12号', '说"好"\n两行', '-3'],
    )
    assert.deepEqual(
      book.sheets[0]!.rows.map((r) => r.number),
      [1, 2, 4],
    )
  }
  await check(Buffer.from(lines))
  await check(Buffer.from(`\ufeff${lines}`), 'C:\\桌面\\台账.csv')
  await check(Buffer.from(`\ufeff${lines}`, 'utf16le'), '台账.txt')
  const tabbed = lines.replaceAll('利民巷,12号', '利民巷').split(',').join('\t')
  assert.equal(cells(await readWorkbook(Buffer.from(tabbed), 'a.txt'))['C2']?.text, '说"好"\n两行')
  const gbk = Buffer.from([
    0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xb5, 0xd8, 0xb5, 0xe3, 0x0a, 0x33, 0xd4, 0xc2, 0x39, 0xc8, 0xd5, 0x2c, 0xc0, 0xfb,
  ])
  const at = cells(await readWorkbook(gbk, 'a.csv'))
  assert.deepEqual([at['A1']?.text, at['B1']?.text, at['A2']?.text, at['B2']?.text], ['日期', '地点', '3月9日', '利'])
  const big5 = Buffer.from(
    'a4e9b4c12ca661c2492cb24db27aa955a7a30a33a4eb39a4e92ca751a5c1abd12ca7a3b1edaec7c3e40a34a4eb31a4e92ca87ca47eb8f42cb5f3b944a8e2b0bcc2f8aaab',
    'hex',
  )
  assert.equal(cells(await readWorkbook(big5, 'a.csv'))['B1']?.text, '地點')
  assert.equal(cells(await readWorkbook(Buffer.from("甲,'=1+1\n"), 'a.csv'))['B1']?.text, '=1+1')
  await refused(Buffer.from('甲,乙\n"没有结束,'.padEnd(50_000, '字')), 'a.csv', 'workbook.cell-too-long')
  await refused(Buffer.from(`甲${','.repeat(20_000)}`), 'a.csv', 'workbook.too-many-cells')
  await refused(Buffer.from('\ufeff \r\n'), 'a.csv', 'workbook.empty')
})
