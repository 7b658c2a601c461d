import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openSession } from '#slices/people/session-store.ts'
import { type Answer, type Office, testOffice } from '#test/office.ts'
import { type MadeSheets, madeWorkbook } from './test-workbook.ts'

let office: Office
let token: string
before(async () => {
  office = await testOffice()
  const account = await office.app.db.asGate((tx) =>
    tx.selectFrom('account').select('id').where('login', '=', 'qin').executeTakeFirstOrThrow(),
  )
  token = (await office.app.db.asGate((tx) => openSession(tx, account.id, 'test', office.clock.now))).token
})
after(() => office.close())

const qin = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> =>
  office.as('qin')(method, path, body)

async function upload(content: Uint8Array | string, name: string, year: string | null = '2025') {
  const form = new FormData()
  if (year !== null) form.append('year', year)
  form.append('file', new Blob([content as BlobPart]), name)
  const sent = new Response(form)
  const answer = await office.http.inject({
    method: 'POST',
    url: `/api/c/${office.community.code}/imports`,
    headers: { 'x-ybz': '1', cookie: `ybz=${token}`, 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function confirmed(id: string) {
  const { body } = await qin('POST', `./imports/${id}/confirm`)
  for (;;) {
    const work = (await qin('GET', `./work/${body.workId}`)).body
    if (work.state !== 'waiting' && work.state !== 'running') return work
    await pause(30)
  }
}

const piles = async (): Promise<string> => {
  const rows = (await qin('GET', './figures?from=2025-01-01&to=2025-12-31')).body
  return (rows.rows ?? rows).find((one: { key: string }) => one.key === 'cleanup.garbage.piles').value
}

const YARDS = [
  ['楼院登记表'],
  ['序号', '网格', '楼院名称', '楼栋数', '户数'],
  [1, '河东网格', '梨园小区', 3, 90],
  [2, '河东网格', '老邮局1号院', 1, 24],
]
const sheets = (...rows: (string | number | null)[][]): MadeSheets => ({
  楼院: YARDS,
  战果: [['门牌处所', '哪一天', '堆物清走(处)', '经手'], ...rows],
})

describe('the import wizard', () => {
  it('goes from upload over mapping and preview to records, and remembers the mapping', async () => {
    const first = await upload(
      madeWorkbook(sheets(['梨园小区', '2025-02-03', 4, '老周'], ['梨园小去', '2025-02-04', 5, '老周'])),
      '二月.xlsx',
    )
    assert.equal(first.status, 200)
    const strange = first.body.sheets.find((one: { sheet: string }) => one.sheet === '战果')
    const chosen = { sheet: '战果', target: 'kind:cleanup', columns: { A: 'place', B: 'day', C: 'm.piles', D: null } }
    const mapped = await qin('PUT', `./imports/${first.body.id}/mapping`, { sheets: [chosen] })
    assert.equal(mapped.status, 200, JSON.stringify(mapped.body))
    const now = mapped.body.sheets.find((one: { sheet: string }) => one.sheet === '战果')
    assert.deepEqual(
      [now.state, now.target, now.columns.map((one: { field: string | null }) => one.field)],
      ['ready', 'kind:cleanup', ['place', 'day', 'm.piles', null]],
    )
    assert.equal(strange.columns.length, 4)

    const preview = (await qin('GET', `./imports/${first.body.id}/preview`)).body
    const sheet = preview.sheets.find((one: { sheet: string }) => one.sheet === '战果')
    assert.deepEqual(sheet.counts, { new: 1, changed: 0, unchanged: 0, broken: 1 })
    assert.equal(sheet.rows[0].values['m.piles'], '4处')
    assert.deepEqual(preview.brings, [{ label: '网格', count: 1, names: ['河东网格'] }])
    assert.equal(await piles(), '0', 'a preview writes nothing')

    const work = await confirmed(first.body.id)
    assert.equal(work.state, 'done', JSON.stringify(work))
    assert.deepEqual([work.result.accepted, work.result.broken], [3, 1])
    assert.equal(await piles(), '4')
    assert.equal((await qin('POST', `./imports/${first.body.id}/confirm`)).body.code, 'import.done')

    const march = await upload(
      madeWorkbook({
        三月: [
          ['哪一天', '门牌处所', '堆物清走(处)', '经手'],
          ['2025-03-03', '老邮局1号院', 2, '老周'],
        ],
      }),
      '三月.xlsx',
    )
    const remembered = march.body.sheets[0]
    assert.deepEqual([remembered.target, remembered.remembered, remembered.state], ['kind:cleanup', true, 'ready'])
    assert.equal((await confirmed(march.body.id)).result.accepted, 1)
    assert.equal(await piles(), '6')
  })

  it('mends a waiting row with a place the clerk picks, learns the word, and knows the row when the file comes again', async () => {
    const { body: page } = await qin('GET', './pending-rows')
    assert.equal(page.total, 1)
    const [row] = page.rows
    assert.deepEqual([row.sheet, row.row, row.faulty, row.nearest[0].name], ['战果', 3, ['place'], '梨园小区'])
    const still = await qin('POST', `./pending-rows/${row.id}/mend`, { version: row.version, values: row.values })
    assert.equal(still.body.code, 'pending.still-broken')
    assert.equal(still.body.field, 'place')
    const mended = await qin('POST', `./pending-rows/${row.id}/mend`, {
      version: row.version,
      values: row.values,
      placeId: row.nearest[0].id,
    })
    assert.equal(mended.status, 200, JSON.stringify(mended.body))
    assert.equal(await piles(), '11')
    assert.equal((await qin('GET', './pending-rows')).body.total, 0)
    assert.equal(
      (await qin('POST', `./pending-rows/${row.id}/mend`, { version: row.version, values: row.values })).body.code,
      'pending.settled',
    )

    const again = await upload(
      madeWorkbook(
        sheets(
          ['梨园小区', '2025-02-03', 4, '老周'],
          ['梨园小去', '2025-02-04', 5, '老周'],
          ['梨园小去', '2025-02-05', 1, '老周'],
        ),
      ),
      '二月.xlsx',
    )
    const work = await confirmed(again.body.id)
    assert.deepEqual(
      [work.result.accepted, work.result.unchanged, work.result.broken],
      [1, 4, 0],
      'the new row uses the learnt word',
    )
    assert.equal(await piles(), '12')
  })

  it('drops a row only with a reason, and does not ask again', async () => {
    const file = madeWorkbook({
      四月: [
        ['哪一天', '门牌处所', '堆物清走(处)', '经手'],
        ['2025-04-31', '梨园小区', 2, '老周'],
      ],
    })
    await confirmed((await upload(file, '四月.xlsx')).body.id)
    const [row] = (await qin('GET', './pending-rows')).body.rows
    assert.equal(
      (await qin('POST', `./pending-rows/${row.id}/drop`, { version: row.version, reason: ' ' })).status,
      400,
    )
    assert.equal(
      (await qin('POST', `./pending-rows/${row.id}/drop`, { version: row.version, reason: '重复登记' })).status,
      200,
    )
    const work = await confirmed((await upload(file, '四月.xlsx')).body.id)
    assert.deepEqual(
      [work.result.accepted, work.result.broken, work.result.findings.map((one: { code: string }) => one.code)],
      [0, 0, ['column.unmapped', 'row.settled']],
    )
    assert.equal((await qin('GET', './pending-rows')).body.total, 0)
  })

  it('refuses what is no workbook with a sentence, and keeps nothing of it', async () => {
    const before = (await qin('GET', './imports')).body.total
    const text = await upload('这不是表格\n只是一段话', '改了名.xlsx')
    assert.match(text.body.code, /^workbook\./)
    assert.ok(text.status >= 400 && text.status < 500)
    assert.equal((await upload(madeWorkbook({ 楼院: YARDS }), '无年份.xlsx', null)).body.code, 'import.bad-year')
    assert.equal((await qin('GET', './imports')).body.total, before)
  })

  it('refuses columns and targets that do not exist', async () => {
    const { body } = await upload(madeWorkbook({ 楼院: YARDS }), '楼院.xlsx')
    const put = (sheet: object) => qin('PUT', `./imports/${body.id}/mapping`, { sheets: [sheet] })
    assert.equal((await put({ sheet: '楼院', target: 'kind:nothing', columns: {} })).body.code, 'import.unknown-target')
    assert.equal((await put({ sheet: '别的', target: null, columns: {} })).body.code, 'import.unknown-sheet')
    assert.equal(
      (await put({ sheet: '楼院', target: 'place:yard', columns: { D: 'm.none' } })).body.code,
      'import.unknown-column',
    )
    assert.equal(
      (await put({ sheet: '楼院', target: 'place:yard', columns: { D: 'f.households' } })).body.code,
      'import.field-twice',
    )
    const ignored = await put({ sheet: '楼院', target: null, columns: {} })
    assert.equal(ignored.body.sheets[0].state, 'ignored')
  })

  it('changes nothing when it is cancelled before it commits', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ['2025-05-06', '梨园小区', 1, `第${at}次`])
    const { body } = await upload(
      madeWorkbook({ 五月: [['哪一天', '门牌处所', '堆物清走(处)', '经手'], ...rows] }),
      '五月.xlsx',
    )
    const before = await piles()
    const { workId } = (await qin('POST', `./imports/${body.id}/confirm`)).body
    await qin('POST', `./work/${workId}/cancel`)
    for (;;) {
      const work = (await qin('GET', `./work/${workId}`)).body
      if (work.state === 'waiting' || work.state === 'running') await pause(50)
      else {
        assert.equal(work.state, 'cancelled')
        break
      }
    }
    assert.equal(await piles(), before)
    assert.equal((await qin('GET', `./imports/${body.id}`)).body.state, 'cancelled')
  })

  it('makes draft records of chat lines, saved once however often they are confirmed', async () => {
    const before = Number(await piles())
    const { body: drafts } = await qin('POST', './imports/pasted', {
      text: '王姐 2025年7月8日 17:32\n今天在梨园小区清理垃圾3处1.2吨,小广告20条',
      year: 2025,
    })
    assert.equal(drafts.length, 1)
    assert.deepEqual(
      { ...drafts[0].values, note: undefined },
      {
        place: '梨园小区',
        day: '2025-07-08',
        'm.piles': '3处',
        'm.tons': '1.2吨',
        'm.smallAds': '20条',
        note: undefined,
      },
    )
    assert.equal(Number(await piles()), before)
    const items = [{ id: drafts[0].id, target: drafts[0].target, values: drafts[0].values }]
    assert.equal(
      (await qin('POST', './imports/pasted/confirm', { year: 2025, items })).body.saved[0].outcome,
      'created',
    )
    assert.equal(
      (await qin('POST', './imports/pasted/confirm', { year: 2025, items })).body.saved[0].outcome,
      'unchanged',
    )
    assert.equal(Number(await piles()), before + 3)
    const wrong = [{ ...items[0], values: { ...drafts[0].values, 'm.piles': '若干' } }]
    assert.equal(
      (await qin('POST', './imports/pasted/confirm', { year: 2025, items: wrong })).body.code,
      'pasted.broken',
    )
    assert.equal((await qin('POST', './imports/pasted', { text: '收到', year: 2025 })).body.code, 'pasted.nothing')
  })
})
