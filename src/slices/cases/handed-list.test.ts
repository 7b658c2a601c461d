import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type Office, testOffice } from '#test/office.ts'

/** A list from above, pasted or as a sheet, becomes problems after a look. */
describe('a list handed down', () => {
  let office: Office
  let yard: string
  let firm: string

  before(async () => {
    office = await testOffice()
    yard = newId()
    firm = newId()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      const alley = newId()
      const at = { attrs: {}, validFrom: '2020-01-01', parentId: null }
      await app.commands.run(context, 'place.save', {
        items: [
          { id: yard, type: 'yard', name: '石榴小区', ...at },
          { id: alley, type: 'alley', name: '丹桂巷', ...at },
        ],
      })
      await app.commands.run(context, 'party.save', {
        items: [{ id: firm, kind: 'unit', name: '绿化养护所', attrs: {}, validFrom: '2020-01-01' }],
      })
    })
  })
  after(() => office.close())

  const clerk = (path: string, body: unknown) => office.as('qin')('POST', path, body)
  const TEXT = `各社区：现将督查问题交办如下
一、石榴小区（2处）
1.东门垃圾桶满溢，责任单位：绿化养护所，时限：3个工作日
2.楼道堆放杂物（责任单位：不认识的公司）
二、丹桂巷
1.路面破损
丹桂巷：2.井盖松动`

  it('shows what it read, with the place of its heading, who is to do it, and what is not clear', async () => {
    const { status, body } = await clerk('./cases/paste', {
      text: TEXT,
      source: 'superior',
      sourceRef: '城督〔2026〕8号',
    })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.rows.map((row: Record<string, unknown>) => [
        row['line'],
        row['issue'],
        row['place'],
        row['partyId'],
        row['limit'],
      ]),
      [
        [3, '东门垃圾桶满溢', '石榴小区', firm, { n: 3, unit: 'working-days' }],
        [4, '楼道堆放杂物', '石榴小区', null, null],
        [6, '路面破损', '丹桂巷', null, null],
        [7, '井盖松动', '丹桂巷', null, null],
      ],
    )
    assert.match(body.rows[1].findings.join(), /没有登记“不认识的公司”/)
    assert.deepEqual(
      body.left.map(({ line }: { line: number }) => line),
      [1],
    )
    assert.equal((await office.as('qin')('GET', './cases')).body.total, 0)
  })

  it('enters what was looked at, once, and hands out what names a body', async () => {
    const { rows } = (await clerk('./cases/paste', { text: TEXT, source: 'superior' })).body
    const items = rows.map(({ id, issue, placeId, locus, partyId, limit }: Record<string, unknown>) => ({
      id,
      issue,
      placeId,
      locus,
      partyId,
      limit,
    }))
    const body = { source: 'superior', sourceRef: '城督〔2026〕8号', rows: items, dispatch: true }
    assert.equal((await office.as('guo')('POST', './cases/list', body)).status, 403)
    const entered = await clerk('./cases/list', body)
    assert.equal(entered.status, 200, JSON.stringify(entered.body))
    const again = await clerk('./cases/list', body)
    assert.deepEqual(new Set(again.body.map(({ outcome }: { outcome: string }) => outcome)), new Set(['unchanged']))
    const list = (await office.as('qin')('GET', './cases')).body
    assert.equal(list.total, 4)
    const handed = list.rows.filter(({ state }: { state: string }) => state === 'dispatched')
    assert.deepEqual(
      handed.map((row: { party: string; sourceRef: string }) => [row.party, row.sourceRef]),
      [['绿化养护所', '城督〔2026〕8号']],
    )
  })

  it('does not take a second time what is still open', async () => {
    const { rows } = (await clerk('./cases/paste', { text: `${TEXT}\n2.新的问题一个`, source: 'superior' })).body
    assert.deepEqual(
      rows.map(({ taken }: { taken: boolean }) => taken),
      [false, false, false, false, true],
    )
    const direct = await clerk('./cases/paste', { text: `${TEXT}\n2.新的问题一个`, source: 'hotline', dryRun: false })
    assert.equal(direct.body.entered, 1)
  })

  it('reads a sheet by its headings, a merged place over several rows', async () => {
    const csv =
      '督查问题清单,,,\n序号,点位,存在问题,整改时限\n1,石榴小区,绿地裸露,6月20日\n2,,非机动车乱停,\n3,没有的小区,灯不亮,上周\n'
    const sent = await upload('问题.csv', csv)
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    assert.deepEqual(
      sent.body.rows.map((row: Record<string, unknown>) => [row['line'], row['issue'], row['place'], row['limit']]),
      [
        [3, '绿地裸露', '石榴小区', { n: 5, unit: 'calendar-days' }],
        [4, '非机动车乱停', '石榴小区', null],
        [5, '灯不亮', '', null],
      ],
    )
    assert.equal(sent.body.rows[2].findings.length, 2)
    assert.equal((await upload('空.csv', '姓名,电话\n张三,1\n')).body.code, 'list.nothing')
  })

  it('keeps the time asked for from the moment it is entered, and the words that are no time', async () => {
    const text =
      '1.石榴小区凉亭漆面脱落，限3日内整改\n2.石榴小区健身器材松动，请于6月20日前整改到位\n3.石榴小区花坛缺角，时限：立即整改'
    const { rows } = (await clerk('./cases/paste', { text, source: 'superior' })).body
    assert.deepEqual(
      rows.map((row: { due: string; limit: unknown }) => [row.due, row.limit]),
      [
        ['3日内', { n: 3, unit: 'calendar-days' }],
        ['6月20日', { n: 5, unit: 'calendar-days' }],
        ['立即整改', null],
      ],
    )
    assert.match(rows[2].findings.join(), /“立即整改”读不出/)
    assert.equal((await clerk('./cases/paste', { text, source: 'superior', dryRun: false })).body.entered, 3)
    const dueOf = async (words: string) => {
      const list = await office.as('qin')('GET', `./cases?text=${encodeURIComponent(words)}`)
      return (await office.as('qin')('GET', `./cases/${list.body.rows[0].id}`)).body
    }
    assert.equal((await dueOf('凉亭')).dueAt, '2026-06-18T16:00:00.000Z')
    assert.equal((await dueOf('健身器材')).dueAt, '2026-06-20T16:00:00.000Z')
    const { dueAt, events } = await dueOf('花坛')
    assert.deepEqual([dueAt, events[0].note], [null, '来文要求的时限：立即整改'])
  })

  it('refuses nothing, and too much', async () => {
    assert.equal((await clerk('./cases/paste', { text: '收到', source: 'superior' })).body.code, 'list.nothing')
    const many = Array.from({ length: 301 }, (_, at) => `${at + 1}、墙面脱落第${at}处`).join('\n')
    assert.equal((await clerk('./cases/paste', { text: many, source: 'superior' })).body.code, 'list.too-many')
    assert.equal((await clerk('./cases/paste', { text: TEXT, source: 'resident' })).status, 400)
  })

  function upload(name: string, text: string) {
    const boundary = 'x-test-boundary'
    const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
    return office.as('qin')('POST', './cases/sheet', payload, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    })
  }
})
