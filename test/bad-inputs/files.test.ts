import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { readDocx } from '#kernel/node/office/test-docx.ts'
import { unzipParts } from '#kernel/node/office/zip.ts'
import { makeXlsx, makeZip, sheetXml, xlsxEntries } from '#kernel/node/sheets/test-files.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import type { Answer } from '#test/office.ts'
import { type BusyOffice, busyOffice, cleanup } from './busy-office.ts'

const MB = 1024 * 1024

// Numbers are those of docs/security-cases.md.
describe('bad inputs: files', () => {
  let office: BusyOffice
  let picture: Buffer
  before(async () => {
    office = await busyOffice()
    const dots = { create: { width: 60, height: 40, channels: 3 as const, background: '#a52' } }
    picture = await sharp(dots).jpeg().toBuffer()
  })
  after(() => office.close())

  const photo = (bytes: Uint8Array | string, name = 'a.jpg'): Promise<Answer> =>
    office.send('qin', `./entries/${office.entries.near}/photos`, bytes, name)
  const load = (bytes: Uint8Array | string, name = '表.xlsx'): Promise<Answer> =>
    office.send('qin', './imports', bytes, name, { year: '2026' })
  const refused = (answer: Answer, about: string): void => {
    assert.ok(
      answer.status >= 400 && answer.status < 500,
      `${about} → ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`,
    )
    assert.match(answer.body.message, /[\u4e00-\u9fff]/, about)
    assert.doesNotMatch(answer.body.message, /Error|undefined|\/tmp|at /, about)
  }
  const stored = async (): Promise<string[]> =>
    (await readdir(join(office.app.dataFolder, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)

  it('case 45, 48: a picture is what its bytes are; scripts, pages and drawings are none', async () => {
    const none: [string, string][] = [
      [
        'push graphic-context\nviewbox 0 0 1 1\nfill \'url(https://127.0.0.1/"|touch /tmp/x")\'\npop graphic-context',
        'a.mvg.jpg',
      ],
      ['%!PS\n%pipe%touch /tmp/x', 'a.jpg'],
      ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'a.jpg'],
      ['<!doctype html><script>alert(1)</script>', 'a.jpg'],
      ['MIME-Version: 1.0\nContent-Type: multipart/related', 'a.mht.jpg'],
      ['GIF89a\x01\0\x01\0\0\0\0;', 'a.gif'],
      ['', 'a.jpg'],
      ['\xff\xd8\xff', 'a.jpg'],
      ['%PDF-1.7', 'a.jpg'],
      ['RIFF0000WEBP', 'a.webp'],
    ]
    const before = await stored()
    for (const [content, name] of none) refused(await photo(Buffer.from(content, 'latin1'), name), name)
    assert.deepEqual(await stored(), before, 'nothing of them is kept')
  })

  it('case 46: pictures with flipped bytes are refused or redrawn, and the server goes on', async () => {
    const noise = {
      create: {
        width: 48,
        height: 48,
        channels: 3 as const,
        background: '#123',
        noise: { type: 'gaussian' as const, mean: 128, sigma: 30 },
      },
    }
    for (const whole of [
      await sharp(noise).webp().toBuffer(),
      await sharp(noise).png().toBuffer(),
      await sharp(noise).jpeg().toBuffer(),
    ]) {
      for (let i = 0; i < 12; i++) {
        const bent = Buffer.from(whole)
        for (let j = 0; j <= i; j++) {
          const at = 12 + ((i * 7919 + j * 104_729) % (bent.length - 12))
          bent[at] = bent[at]! ^ (1 << (j % 8))
        }
        const answer = await photo(bent)
        assert.ok(answer.status < 500, `${i} → ${answer.status}`)
      }
    }
    assert.equal((await photo(picture)).status, 200)
  })

  it('case 47: a picture too large to unfold is refused by its heading, without the memory', async () => {
    const before = process.memoryUsage().rss
    for (const [width, height] of [
      [50_000, 50_000],
      [4_294_967_295, 1],
      [100_000, 100_000],
    ] as const) {
      refused(await photo(pngOf(width, height), 'a.png'), `${width}×${height}`)
    }
    assert.ok(process.memoryUsage().rss - before < 200 * MB)
    const frames = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        sharp({ create: { width: 20, height: 10, channels: 3, background: { r: i * 8, g: 0, b: 0 } } })
          .png()
          .toBuffer(),
      ),
    )
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: frames.map(() => 50) })
      .toBuffer()
    const still = await photo(moving, 'a.webp')
    assert.deepEqual([still.status, still.body.width, still.body.height], [200, 20, 10])
  })

  it('case 48: what hangs on behind a picture does not come out again', async () => {
    const { body } = await photo(Buffer.concat([picture, Buffer.from('<script>alert(1)</script>PK\x03\x04')]))
    const sent = await office.as('qin')('GET', `./entries/${office.entries.near}/photos/${body.sha256}`)
    assert.equal(sent.headers['content-type'], 'image/jpeg')
    assert.equal(sent.headers['x-content-type-options'], 'nosniff')
    assert.ok(!sent.raw.includes('script') && !sent.raw.includes('PK\x03\x04'))
  })

  it('case 49: programs and serialised objects are no workbooks', async () => {
    const before = await stored()
    for (const [content, name] of [
      ['MZ\x90\0', 'a.xlsx'],
      ['\x7fELF\x02', 'a.xlsx'],
      ['#!/bin/sh\nrm -rf /', 'a.xlsx'],
      ['<?php system("id");', 'a.php'],
      ['\xac\xed\0\x05sr', 'a.xlsx'],
      ['O:8:"stdClass":0:{}', 'a.xlsx'],
      ['<html><table><tr><td>1', 'a.xls'],
      ['{"a":1}', 'a.csv'],
    ] as const)
      refused(await load(Buffer.from(content, 'latin1'), name), name)
    refused(
      await load(
        makeZip([
          { name: '../../../../tmp/evil', data: 'x' },
          { name: '/etc/cron.d/x', data: 'x' },
        ]),
      ),
      'zip',
    )
    assert.deepEqual(await stored(), before)
  })

  it('case 50: a file is stored under its hash whatever it calls itself', async () => {
    const file = madeWorkbook({
      环境整治: [
        ['日期', '地点', '清理垃圾（处）'],
        ['2026-05-03', '榆树院', 3],
      ],
    })
    const names: [string, string][] = [
      ['../../etc/passwd.xlsx', 'passwd.xlsx'],
      ['C:\\Users\\x\\账.xlsx', '账.xlsx'],
      ['/abs/账.xlsx', '账.xlsx'],
      ['CON', 'CON'],
      ['账.xlsx.', '账.xlsx.'],
      ['a\u202egpj.xlsx', 'agpj.xlsx'],
      ['\u0007bell.xlsx', 'bell.xlsx'],
    ]
    for (const [name, shown] of names) {
      const answer = await load(file, name)
      assert.deepEqual([answer.status, answer.body.fileName], [200, shown], name)
    }
    const long = await load(file, `${'名'.repeat(4_000)}.xlsx`)
    assert.ok(long.status === 200 ? long.body.fileName.length <= 200 : long.status < 500)
    for (const name of await stored()) assert.match(name, /^[0-9a-f]{64}$/)
  })

  it('case 51: workbooks built to hurt are refused through the real door, within time and memory', async () => {
    const before = process.memoryUsage().rss
    const cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    const strings = (xml: string) => ({ 'xl/sharedStrings.xml': xml })
    const bombs: Record<string, Uint8Array> = {
      'one sheet of 40 MB of blanks': makeXlsx({ sheets: { a: `<sheetData>${' '.repeat(40 * MB)}</sheetData>` } }),
      'sizes that lie': makeZip(
        xlsxEntries({ sheets: { a: sheetXml([[1]]) } }).map((entry) => ({ ...entry, claim: { size: 10 } })),
      ),
      'a declared ten gigabytes': makeZip(
        xlsxEntries({ sheets: { a: sheetXml([[1]]) } }).map((entry) => ({ ...entry, claim: { size: 0xf000_0000 } })),
      ),
      'three thousand parts': makeZip([
        ...xlsxEntries({ sheets: { a: sheetXml([[1]]) } }),
        ...Array.from({ length: 3_000 }, (_, i) => ({ name: `x${i}`, data: '' })),
      ]),
      'parts that overlap': makeZip(
        xlsxEntries({ sheets: { a: sheetXml([[1]]) } }).map((entry, i) =>
          i === 3 ? { ...entry, claim: { offset: 0 } } : entry,
        ),
      ),
      'entities of entities': makeXlsx({
        sheets: { a: sheetXml([['x']]) },
        replace: strings(
          `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><sst><si><t>${'&c;'.repeat(1000)}</t></si></sst>`,
        ),
      }),
      'an entity from outside': makeXlsx({
        sheets: { a: sheetXml([['x']]) },
        replace: strings('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>'),
      }),
      'a book in a book': makeZip([
        ...xlsxEntries({ sheets: { a: sheetXml([[1]]) } }),
        { name: 'xl/inner.xlsx', data: makeZip([{ name: 'a', data: 'b' }]), stored: true },
      ]),
    }
    for (const [about, bytes] of Object.entries(bombs)) refused(await load(bytes, 'a.xlsx'), about)
    const comments = await load(`${'<!---->'.repeat(580)}x`, 'a.csv')
    assert.ok(comments.status < 500, 'comments before a page that never comes')
    const wide = await load(
      makeXlsx({
        sheets: { a: `<sheetData>${cells}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>` },
      }),
    )
    assert.ok(wide.status < 500, 'one merged cell as large as the sheet')
    const styles = `<styleSheet><cellXfs>${'<xf numFmtId="0"/>'.repeat(200_000)}</cellXfs></styleSheet>`
    assert.ok(
      (await load(makeXlsx({ sheets: { a: sheetXml([[1]]) }, replace: { 'xl/styles.xml': styles } }))).status < 500,
    )
    assert.ok(process.memoryUsage().rss - before < 700 * MB)
  })

  it('case 51: cells of nonsense take no longer than cells of sense', async () => {
    const long = (piece: string) => piece.repeat(30_000 / piece.length)
    const pieces = ['十', '1', '1.', '零', '月', '利民小区', '（', '年1', '2020-']
    const rows = pieces.map((piece) => [long(piece), long(piece), long(piece), long(piece)])
    const started = performance.now()
    const sent = await load(
      madeWorkbook({
        环境整治: [['日期', '地点', '清理垃圾（处）', '备注'], ['2026-05-03', '榆树院', 3, ''], ...rows],
      }),
    )
    assert.equal(sent.status, 200)
    const preview = await office.as('qin')('GET', `./imports/${sent.body.id}/preview`)
    assert.equal(preview.status, 200)
    assert.equal(preview.body.summary.broken, pieces.length)
    assert.ok(performance.now() - started < 20_000)
  })

  it('case 52: keys that name what every object has pollute nothing', async () => {
    const headings = ['__proto__', 'constructor', 'toString', '地点', '日期', '清理垃圾（处）']
    const sent = await load(
      madeWorkbook({
        __proto__x: [['constructor'], ['x']],
        环境整治: [headings, ['1', '2', '3', '榆树院', '2026-05-03', 3]],
      }),
    )
    assert.equal(sent.status, 200)
    for (const columns of [{ A: '__proto__' }, { constructor: 'place' }, { A: 'constructor' }, { toString: 'day' }]) {
      const sheets = [{ sheet: '环境整治', target: 'kind:cleanup', columns }]
      assert.ok((await office.as('qin')('PUT', `./imports/${sent.body.id}/mapping`, { sheets })).status < 500)
    }
    const json = { 'content-type': 'application/json' }
    for (const body of [
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"amounts":{"__proto__":{"polluted":1}}}',
    ]) {
      refused(await office.as('qin')('POST', './entries', body, json), body)
    }
    const words = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty']
    for (const word of words) {
      const severity = { issue: '积水', placeId: office.places.elm, severity: word }
      refused(await office.as('qin')('POST', './cases', severity), word)
      refused(
        await office.as('qin')('POST', './entries', cleanup(office.places.elm, { fields: { [word]: 'x' } })),
        word,
      )
      const kind = { label: '自设', fields: [{ key: word, label: '甲', type: 'text' }] }
      refused(await office.as('qin')('PUT', `./kinds/own-${words.indexOf(word)}`, kind), word)
      const yard = {
        type: 'yard',
        name: '甲院',
        parentId: office.places.north,
        attrs: { [word]: 'x' },
        validFrom: '2026-01-01',
      }
      if (word !== '__proto__') refused(await office.as('qin')('POST', './places', yard), word)
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })

  it('case 53: a form cut off, mixed up or stuffed is answered, and leaves nothing behind', async () => {
    const part = (disposition: string, content = 'x', type = 'application/octet-stream') =>
      `--b\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`
    const file = 'name="file"; filename="a.csv"'
    const forms: Record<string, string> = {
      empty: '',
      'only the end': '--b--\r\n',
      'no end': part(file),
      'cut in a heading': '--b\r\nContent-Disp',
      'cut in a file': part(file).slice(0, -3),
      'no name': `${part('filename="a.csv"')}--b--\r\n`,
      'empty name': `${part('name=""; filename="a.csv"')}--b--\r\n`,
      'no file name': `${part('name="file"')}--b--\r\n`,
      'two files': `${part(file)}${part(file)}--b--\r\n`,
      'ten thousand parts': `${part('name="x"', 'y', 'text/plain').repeat(10_000)}--b--\r\n`,
      'a long heading': `${part(`name="file"; filename="${'a'.repeat(90_000)}"`)}--b--\r\n`,
      'a form in a form': `${part(file, '--c\r\n\r\nx\r\n--c--', 'multipart/mixed; boundary=c')}--b--\r\n`,
      proto: `${part('name="__proto__"', 'x', 'text/plain')}--b--\r\n`,
      'another boundary': part(file).replaceAll('--b', '--c'),
    }
    const before = await stored()
    for (const [about, form] of Object.entries(forms)) {
      for (const path of ['./imports', `./entries/${office.entries.near}/photos`]) {
        for (const type of [
          'multipart/form-data; boundary=b',
          'multipart/form-data',
          `multipart/form-data; boundary=${'b'.repeat(300)}`,
        ]) {
          const answer = await office.as('qin')('POST', path, Buffer.from(form), { 'content-type': type })
          refused(answer, `${about}, ${type.slice(0, 40)}, ${path}`)
        }
      }
    }
    assert.deepEqual(await stored(), before)
    refused(await office.as('qin')('POST', './imports', {}), 'no form at all')
    refused(
      await office.as('qin')('POST', './imports', Buffer.from('x'), { 'content-type': 'application/octet-stream' }),
      'bare bytes',
    )
    assert.equal((await photo(picture)).status, 200)
  })

  it('case 54: nothing exported is a formula, and numbers stay numbers', async () => {
    const formulas = [
      '=HYPERLINK("http://x","y")',
      "+cmd|'/c calc'!A1",
      '-1+1',
      '@SUM(1)',
      '\t=1',
      '＝1+1',
      ' =1',
      '"=1',
      '=1\r\n=2',
      '|x',
    ]
    for (const note of formulas)
      await office.done(
        'qin',
        'POST',
        './entries',
        cleanup(office.places.elm, { note: `${note}。`, locus: note, dayFrom: '2026-04-01', dayTo: '2026-04-01' }),
      )
    const query = '?kind=cleanup&from=2026-04-01&to=2026-04-01'
    const csv = (await office.as('qin')('GET', `./entries.csv${query}`)).raw.toString()
    const cells = [...csv.matchAll(/(?<=^|[,\n])(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map((found) =>
      (found[1] ?? found[2] ?? '').replaceAll('""', '"'),
    )
    assert.ok(cells.length > 50)
    for (const cell of cells) assert.ok(!/^[\s\u3000]*[=+\-@＝＋－＠\t\r|]/.test(cell), cell)
    assert.ok(cells.includes('2'), 'an amount is a bare number')
    const parts = unzipParts((await office.as('qin')('GET', `./entries.xlsx${query}`)).raw)
    const sheet = new TextDecoder().decode(parts.get('xl/worksheets/sheet1.xml'))
    assert.ok(!/<f[ >]/.test(sheet) && /<v>2<\/v>/.test(sheet) && sheet.includes('HYPERLINK'))
  })

  it('case 55: no Word file points outside or runs anything', async () => {
    const files = [
      `./reports/${office.report}/report.docx?edition=draft`,
      './entries.docx',
      `./duties/notice-board?place=${office.places.elm}`,
    ]
    await office.done('qin', 'POST', './parties', {
      kind: 'unit',
      name: '{{evil}} {%x%} {INCLUDEPICTURE "http://x"}',
      attrs: {},
      validFrom: '2026-01-01',
    })
    for (const path of files) {
      const docx = readDocx((await office.as('qin')('GET', path)).raw)
      assert.ok(!docx.paths.some((name) => /vba|macro|embeddings|activeX|\.bin$/i.test(name)), path)
      for (const name of docx.paths.filter((one) => one.endsWith('.rels'))) {
        assert.doesNotMatch(JSON.stringify(docx.part(name)), /External|attachedTemplate/, `${path} ${name}`)
      }
    }
  })

  it('case 56: what a camera wrote into a picture is read with doubt and does not stay', async () => {
    const odd = await sharp(picture)
      .withExif({
        IFD0: { Artist: '<script>x</script>', Copyright: 'x'.repeat(60_000), Make: '相机' },
        IFD2: { DateTimeOriginal: '9999:99:99 99:99:99' },
        IFD3: { GPSLatitude: '999/1 0/1 0/1', GPSLongitude: '-999/0 0/1 0/1' },
      })
      .toBuffer()
    const answer = await photo(odd)
    assert.deepEqual([answer.status, answer.body.takenAt], [200, null])
    const kept = (await office.as('qin')('GET', `./entries/${office.entries.near}/photos/${answer.body.sha256}`)).raw
    const { exif, icc, iptc, xmp } = await sharp(kept).metadata()
    assert.deepEqual([exif, iptc, xmp], [undefined, undefined, undefined])
    assert.ok(icc === undefined || icc.length < 5_000)
    assert.ok(!kept.includes('script'))
  })

  it('case 59: reading what others wrote calls nobody', async () => {
    const calls: string[] = []
    const outside = createServer((request, response) => {
      calls.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
    const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://x/externalLink" Target="${url}/x" TargetMode="External"/></Relationships>`
    const rows = [
      ['日期', '地点', '清理垃圾（处）', '备注'],
      ['2026-05-03', '榆树院', 3, `${url}/cell`],
    ]
    const { body } = await load(
      makeXlsx({
        sheets: { 环境整治: sheetXml(rows) },
        extra: [{ name: 'xl/worksheets/_rels/sheet1.xml.rels', data: rels }],
      }),
    )
    await office.as('qin')('GET', `./imports/${body.id}/preview`)
    await photo(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}/svg"/></svg>`)
    await office.done('qin', 'POST', './entries', cleanup(office.places.elm, { note: `${url}/note` }))
    await office.as('qin')('GET', './entries.docx')
    assert.deepEqual(calls, [])
    await new Promise((resolve) => outside.close(resolve))
  })

  it('case 60: words in a filter are words', async () => {
    const all = (await office.done('qin', 'GET', './entries')).total
    for (const text of [
      "' or 1=1 --",
      "'; drop table entry; --",
      '%',
      '_',
      '\\',
      '%%%',
      "x') union select",
      '$1',
      '{{',
      '"',
    ]) {
      const found = await office.as('qin')('GET', `./entries?text=${encodeURIComponent(`没有${text}没有`)}`)
      assert.deepEqual([found.status, found.body.total], [200, 0], text)
      for (const list of ['places', 'parties', 'duties', 'assets']) {
        assert.equal(
          (await office.as('qin')('GET', `./${list}?q=${encodeURIComponent(`没有${text}`)}`)).body.total,
          0,
          `${list} ${text}`,
        )
      }
    }
    for (const query of ['order=id', 'order=newest;x', "kind='", 'place=1 or 1=1', "state=live' or", 'via=x']) {
      const answer = await office.as('qin')('GET', encodeURI(`./entries?${query}`))
      assert.ok(answer.status === 400 || answer.body.total === 0, query)
    }
    assert.equal((await office.done('qin', 'GET', './entries')).total, all)
  })
})

/** A PNG that says it is so large; of its rows there is only the first. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(40_000))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
