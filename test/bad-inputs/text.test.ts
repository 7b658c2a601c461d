import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { newId } from '#kernel/ids.ts'
import { route } from '#kernel/node/route.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { buildHttp } from '#server/http.ts'
import { routes } from '#server/slices.ts'
import { readChat } from '#slices/imports/chat-lines.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import { type BusyOffice, busyOffice, cleanup, documentText } from './busy-office.ts'

const MARKUP = '<img src=x onerror=alert(1)>'
const RARE = '𠮷野家𪚥e\u0301👨‍👩‍👧'

// Numbers are those of docs/security-cases.md.
describe('bad inputs: stored text', () => {
  let office: BusyOffice
  before(async () => {
    office = await busyOffice()
  })
  after(() => office.close())

  const post = (title: string, more: Record<string, unknown> = {}) =>
    cleanup(office.places.elm, {
      kind: 'publicity-post',
      amounts: {},
      fields: { title },
      ...more,
    })
  const asJson = (answer: { headers: Record<string, unknown> }): void => {
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  }

  it('case 34: markup in a name stays text on every page, in every file and in the report', async () => {
    const party = await office.done('qin', 'POST', './parties', {
      kind: 'unit',
      name: MARKUP,
      attrs: {},
      validFrom: '2026-01-01',
    })
    await office.done('qin', 'POST', './entries', post(`${MARKUP}</w:t></w:r><w:p/>`, { note: MARKUP }))
    await office.done('qin', 'POST', './cases', { issue: MARKUP, placeId: office.places.elm, foundOn: '2026-05-04' })
    for (const path of ['./parties?q=img', `./parties/${party.id}`, './entries', './cases', './home', './accounts'])
      asJson(await office.as('fang')('GET', path))
    const list = documentText((await office.as('qin')('GET', './entries.docx?kind=publicity-post')).raw)
    assert.ok(list.includes(`${MARKUP}</w:t></w:r><w:p/>`))
    const made = await office.done('qin', 'POST', './reports', {
      outline: 'monthly',
      from: '2026-05-01',
      to: '2026-05-31',
      title: MARKUP,
    })
    assert.ok(
      documentText((await office.as('qin')('GET', `./reports/${made.id}/report.docx?edition=draft`)).raw).includes(
        MARKUP,
      ),
    )
  })

  it('case 35, 39: file names and cells come back as data, never as a page', async () => {
    const name = '"><svg onload=alert(1)>\u202egpj.xlsx'
    const file = madeWorkbook({
      [MARKUP]: [
        ['日期', '地点', '清理垃圾（处）'],
        ['2026-05-03', MARKUP, MARKUP],
      ],
    })
    const sent = await office.send('qin', './imports', file, name, { year: '2026' })
    assert.equal(sent.status, 200)
    asJson(sent)
    assert.ok(!sent.body.fileName.includes('\u202e'))
    const preview = await office.as('qin')('GET', `./imports/${sent.body.id}/preview`)
    asJson(preview)
    const original = await office.as('qin')('GET', `./imports/${sent.body.id}/file`)
    assert.equal(original.headers['content-type'], 'application/octet-stream')
    assert.match(String(original.headers['content-disposition']), /^attachment; filename\*=UTF-8''[^"<>\s]+$/)
    assert.equal(original.headers['x-content-type-options'], 'nosniff')
  })

  it('case 36: a page number that is no number is refused without being repeated', async () => {
    for (const query of [
      `page=${MARKUP}`,
      'page=1e9',
      'page=-1',
      'page=NaN',
      'size=201',
      'size=0x',
      'order=id desc',
      'page=1;2',
    ]) {
      const answer = await office.as('qin')('GET', encodeURI(`./entries?${query}`))
      assert.equal(answer.status, 400, query)
      asJson(answer)
      assert.ok(!answer.raw.includes('<img') && !answer.raw.includes('desc'))
    }
  })

  it('case 38: what only administrators see is data like the rest', async () => {
    const { id } = await office.done('fang', 'POST', './accounts', { login: 'biaoji', name: MARKUP, role: 'clerk' })
    const list = await office.as('fang')('GET', './accounts')
    asJson(list)
    assert.equal(list.body.find((row: { id: string }) => row.id === id).name, MARKUP)
  })

  it('case 40: a report takes its own few nodes and nothing else; braces in prose stay braces', async () => {
    const made = await office.done('qin', 'POST', './reports', {
      outline: 'monthly',
      from: '2026-03-01',
      to: '2026-03-31',
    })
    const save = (content: unknown) =>
      office.as('qin')('PUT', `./reports/${made.id}`, { title: '三月', doc: { type: 'doc', content }, version: 1 })
    const bad: unknown[] = [
      [{ type: 'html', text: MARKUP }],
      [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:1' } }] }],
        },
      ],
      [{ type: 'paragraph', attrs: { style: 'x' } }],
      [{ type: 'image', attrs: { src: 'http://127.0.0.1/' } }],
      'x',
      null,
      [{ type: 'heading', attrs: { level: 9 } }],
      [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }],
      Array.from({ length: 601 }, () => ({ type: 'paragraph' })),
    ]
    for (const content of bad) assert.equal((await save(content)).status, 400, JSON.stringify(content)?.slice(0, 80))
    for (const [open, close] of [
      ['[', ']'],
      ['{"content":[', ']}'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `{"doc":${open.repeat(100_000)}1${close.repeat(100_000)},"title":"x","version":1}`
      const answer = await office.as('qin')('PUT', `./reports/${made.id}`, deep, { 'content-type': 'application/json' })
      assert.deepEqual([answer.status, answer.body.code], [400, 'request.invalid'])
    }
    const prose = '{{cleanup.garbage.piles}} ${1+1} {%x%} <!-- --> &amp; ]]>'
    assert.equal((await save([{ type: 'paragraph', content: [{ type: 'text', text: prose }] }])).status, 200)
    assert.ok(documentText((await office.as('qin')('GET', `./reports/${made.id}/report.docx`)).raw).includes(prose))
  })

  it('case 41: what turns the writing round or cannot be seen does not get into a name', async () => {
    const made = await office.done('qin', 'POST', './parties', {
      kind: 'person',
      name: '王\u202e敏\u200b',
      attrs: {},
      validFrom: '2026-01-01',
    })
    assert.equal((await office.done('qin', 'GET', `./parties/${made.id}`)).party.name, '王敏')
    const entry = await office.done('qin', 'POST', './entries', cleanup(office.places.elm, { note: 'a\u2066b\u2069c' }))
    assert.equal((await office.done('qin', 'GET', `./entries/${entry.id}`)).note, 'abc')
    for (const name of ['\u200b', '\u202e\u2060', '\ufeff', '\u200d', '\u3000 ']) {
      const unit = { kind: 'unit', name, attrs: {}, validFrom: '2026-01-01' }
      assert.equal((await office.as('qin')('POST', './parties', unit)).status, 400, JSON.stringify(name))
      const yard = { type: 'yard', name, parentId: office.places.north, attrs: {}, validFrom: '2026-01-01' }
      assert.equal((await office.as('qin')('POST', './places', yard)).status, 400)
    }
    const file = madeWorkbook({
      环境整治: [
        ['日期', '地点', '清理垃圾（处）', '备注'],
        ['2026-05-07', '榆树院', 1, 'x\u202ey'],
      ],
    })
    const { body } = await office.send('qin', './imports', file, '五月.xlsx', { year: '2026' })
    assert.ok(!JSON.stringify(body).includes('\u202e'))
  })

  it('case 42: every text and list a request may hold has a limit', () => {
    const open: string[] = []
    const long = ['a', '1', '汉', ' x', 'a1-'].map((text) => text.repeat(100_001))
    const look = (schema: z.ZodType, at: string): void => {
      const { def } = schema as unknown as { def: Record<string, any> }
      if (def.type === 'string' && long.some((text) => schema.safeParse(text).success)) open.push(at)
      if (def.type === 'array' && !(def.checks ?? []).some((check: any) => check._zod.def.check === 'max_length'))
        open.push(`${at}[]`)
      for (const [key, inner] of Object.entries(def.shape ?? {})) look(inner as z.ZodType, `${at}.${key}`)
      for (const inner of [def.innerType, def.element, def.keyType, def.valueType, def.in, ...(def.options ?? [])])
        if (inner) look(inner, at)
    }
    for (const { method, path, body, query } of routes) {
      if (body) look(body, `${method} ${path} body`)
      if (query) look(query, `${method} ${path} query`)
    }
    assert.deepEqual(open, [])
  })

  it('case 42: a megabyte where a name belongs, or a hundred thousand of something, is refused at once', async () => {
    const big = '名'.repeat(300_000)
    const started = performance.now()
    for (const [path, body] of [
      ['./parties', { kind: 'unit', name: big, attrs: {}, validFrom: '2026-01-01' }],
      ['./entries', cleanup(office.places.elm, { note: big })],
      [
        './entries',
        cleanup(office.places.elm, {
          fields: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 'x'])),
        }),
      ],
      ['./campaigns', { name: 'x', kinds: Array.from({ length: 100_000 }, () => 'cleanup'), validFrom: '2026-01-01' }],
      ['./entries', cleanup(office.places.elm, { [big.slice(0, 200_000)]: 1 })],
    ] as const) {
      const answer = await office.as('qin')('POST', path, body)
      assert.ok(answer.status === 400 || answer.status === 422, `${path} → ${answer.status}`)
      assert.ok(answer.raw.length < 2_000, 'what was sent is not sent back')
    }
    const over = await office.as('qin')(
      'POST',
      './entries',
      cleanup(office.places.elm, { note: 'x'.repeat(2_100_000) }),
    )
    assert.deepEqual([over.status, over.body.code], [413, 'request.too-large'])
    assert.ok(performance.now() - started < 20_000)
  })

  it('case 43: whatever is in a name or an error, the log gets one line and no personal data', async () => {
    const failing = route({
      method: 'GET',
      path: '/api/fails',
      access: 'public',
      summary: '',
      query: z.strictObject({ how: z.string() }),
      run: async ({ app, query }) => {
        if (query.how === 'database') await app.db.asOwner((tx) => sql`select ${'老周 13912345678'}::uuid`.execute(tx))
        throw new Error(`first\r\n{"level":"info"}\u001b[31m`)
      },
    })
    const http: FastifyInstance = await buildHttp(office.app, [failing], {
      webFolder: null,
      trustProxy: false,
      version: 'test',
    })
    const lines: string[] = []
    const write = process.stderr.write.bind(process.stderr)
    process.stderr.write = ((text: string) => lines.push(String(text)) > 0) as typeof process.stderr.write
    try {
      for (const how of ['plainly', 'database']) {
        const agent = { 'user-agent': 'x\u001b[2J' }
        const answer = await http.inject({ method: 'GET', url: `/api/fails?how=${how}`, headers: agent })
        assert.equal(answer.statusCode, 500)
        assert.doesNotMatch(answer.body, /first|uuid|139/)
      }
    } finally {
      process.stderr.write = write
      await http.close()
    }
    assert.equal(lines.length, 2)
    for (const line of lines) {
      assert.equal(line.indexOf('\n'), line.length - 1)
      assert.ok(!line.includes('\u001b'))
      assert.doesNotMatch(line, /13912345678|老周/)
      assert.equal(JSON.parse(line).level, 'error')
    }
  })

  it('case 44: a NUL or half a character is refused with a sentence wherever it stands', async () => {
    for (const broken of ['a\0b', '\ud800', 'x\udfff']) {
      for (const { method, path, body, access } of routes) {
        if (!body || access === 'public') continue
        const url = path
          .replace(':community', office.community.code)
          .replaceAll(/:\w+/g, newId())
          .replace(/kinds\/.*/, 'kinds/own-x')
          .replace(/outlines\/[^c].*/, 'outlines/own')
        const answer = await office.as('fang')(method, url, { deep: [{ er: broken }] })
        assert.equal(answer.status, 400, url)
        assert.deepEqual([answer.body.code, answer.body.field], ['request.broken-text', 'deep.0.er'], url)
        assert.match(answer.body.message, /无法保存的字符/)
      }
      assert.equal(
        (await office.as('stranger')('POST', '/api/session', { login: broken, password: 'x' })).body.code,
        'request.broken-text',
      )
    }
    assert.equal((await office.as('qin')('GET', './entries?text=%00')).body.code, 'request.broken-text')
    assert.equal((await office.as('qin')('POST', './entries', { 'k\0': 1 })).body.code, 'request.broken-text')
  })

  it('case 44: rare characters come out everywhere as they went in, also where a text is cut short', async () => {
    const place = await office.done('qin', 'POST', './places', {
      type: 'yard',
      name: '𠮷野家院',
      parentId: office.places.north,
      attrs: {},
      validFrom: '2026-01-01',
    })
    // The title of a record is cut at its 39th unit: in the middle of a 𠮷.
    const issue = `${'堆'.repeat(38)}𠮷${RARE}`
    const { id } = await office.done(
      'qin',
      'POST',
      './entries',
      post(issue, { placeId: place.id, note: RARE, locus: '𠮷'.repeat(50) }),
    )
    const row = await office.done('qin', 'GET', `./entries/${id}`)
    assert.deepEqual([row.note, row.fields.title], [RARE, issue])
    assert.ok(row.title.isWellFormed())
    assert.equal((await office.done('qin', 'GET', encodeURI('./entries?text=𠮷野'))).total, 1)
    assert.ok((await office.as('qin')('GET', './entries.csv?kind=publicity-post')).raw.toString().includes(RARE))
    assert.ok(
      documentText((await office.as('qin')('GET', './entries.docx?kind=publicity-post')).raw).includes('𠮷野家𪚥'),
    )
    const workbook = await readWorkbook(
      (await office.as('qin')('GET', './entries.xlsx?kind=publicity-post')).raw,
      'x.xlsx',
    )
    assert.ok(JSON.stringify(workbook.sheets).includes('𠮷野家𪚥'))
    const report = await office.done('qin', 'POST', './reports', {
      outline: 'monthly',
      from: '2026-05-01',
      to: '2026-05-31',
      title: `${'月'.repeat(79)}𠮷报`,
    })
    assert.equal((await office.as('qin')('GET', `./reports/${report.id}/report.docx`)).status, 200)
    const submitted = await office.done('qin', 'POST', `./reports/${report.id}/submit`, { version: 1 })
    assert.equal(
      (await office.as('fang')('POST', `./reports/${report.id}/issue`, { version: submitted.version })).status,
      200,
    )
    const long = `${'长'.repeat(193)}𠮷𠮷.xlsx`
    const file = madeWorkbook({
      环境整治: [
        ['日期', '地点', '清理垃圾（处）'],
        ['2026-05-08', '𠮷野家院', 1],
      ],
    })
    const sent = await office.send('qin', './imports', file, long, { year: '2026' })
    const { workId } = await office.done('qin', 'POST', `./imports/${sent.body.id}/confirm`)
    assert.equal((await office.finished(workId)).state, 'done')
    const kept = await office.app.db.asOwner((tx) =>
      tx.selectFrom('history').select(['body', 'salt', 'body_hash']).execute(),
    )
    for (const { body, salt, body_hash: hash } of kept) {
      assert.ok(createHash('sha256').update(salt).update(canonicalJson(body)).digest().equals(hash))
    }
  })

  it('patterns that read what people write take no longer for nonsense', () => {
    const words = { kinds: [], places: [], parties: [], today: '2026-06-15', year: 2026 }
    const started = performance.now()
    for (const piece of ['十', '一', '1', '1.', '清1', '十余', '2020', ' ', '在', '1月', '处'])
      readChat(piece.repeat(20_000 / piece.length), words)
    assert.ok(performance.now() - started < 15_000)
  })
})
