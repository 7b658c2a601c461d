import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { sendPaper } from '#slices/cases/store-paper-acts.ts'
import { documentText } from './bad-inputs/busy-office.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** Papers about problems: drafted for each body, sent by a leader, numbered without a gap, frozen as they went out. */
describe('papers and lists about problems', () => {
  let office: Office
  const places: Record<string, string> = {}
  const parties: Record<string, string> = {}
  const ids: Record<string, string> = {}

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      for (const [type, name] of [
        ['yard', '银杏院'],
        ['alley', '竹竿巷'],
      ]) {
        const items = [{ type: type!, name: name!, parentId: null, attrs: {}, validFrom: '2026-01-01' }]
        places[name!] = (await app.commands.run(context, 'place.save', { items }))[0]!.id
      }
      for (const [kind, name] of [
        ['unit', '园林局'],
        ['unit', '市政公司'],
        ['person', '白帆'],
      ] as const) {
        const items = [{ kind, name, attrs: {}, validFrom: '2026-01-01' }]
        parties[name] = (await app.commands.run(context, 'party.save', { items }))[0]!.id
      }
      const duty = { placeId: places['银杏院']!, validFrom: '2026-01-01' }
      await app.commands.run(context, 'duty.save', {
        items: [
          { ...duty, partyId: parties['园林局']!, role: 'contracted-unit' },
          { ...duty, partyId: parties['白帆']!, role: 'contracted-cadre' },
        ],
      })
    })
    for (const [issue, place, party] of [
      ['绿地枯死黄土裸露', '银杏院', '园林局'],
      ['枯枝垃圾堆放', '银杏院', '园林局'],
      ['路面破损', '竹竿巷', '市政公司'],
      ['空中缆线乱拉', '竹竿巷', null],
    ] as const) {
      const made = await must('qin', 'POST', './cases', {
        issue,
        placeId: places[place],
        pointType: place === '银杏院' ? '楼院' : '背街小巷',
      })
      ids[issue] = made.id
      if (party)
        await step('qin', made.id, 'dispatch', { partyId: parties[party], limit: { n: 3, unit: 'working-days' } })
    }
  })
  after(() => office.close())

  const at = (iso: string) => (office.clock.now = new Date(iso))
  const must = async (who: PersonName, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const answer = await office.as(who)(method, path, body)
    assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const refused = async (code: string, who: PersonName, method: 'POST' | 'PUT', path: string, body: unknown) => {
    const answer = await office.as(who)(method, path, body)
    assert.equal(answer.body.code, code, JSON.stringify(answer.body))
  }
  const step = async (who: PersonName, id: string, name: string, more: object = {}) => {
    const { version } = await must('qin', 'GET', `./cases/${id}`)
    return must(who, 'POST', `./cases/${id}/steps`, { step: name, version, ...more })
  }
  const draft = (body: object): Promise<{ id: string }[]> => must('qin', 'POST', './cases/papers', body)
  const paper = (id: string) => must('qin', 'GET', `./cases/papers/${id}`)
  /** Keeps the file for somebody to look at when YBZ_LOOK names a folder. */
  const file = async (path: string, name: string): Promise<string> => {
    const { raw, status } = await office.as('qin')('GET', path)
    assert.equal(status, 200)
    const folder = process.env['YBZ_LOOK']
    if (folder) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, name), raw)
    }
    return name.endsWith('.docx') ? documentText(raw) : raw.toString()
  }

  it('are drafted one for each body; words change while it is a draft, and only then', async () => {
    const caseIds = [ids['绿地枯死黄土裸露'], ids['枯枝垃圾堆放'], ids['路面破损']]
    await refused('paper.no-party', 'qin', 'POST', './cases/papers', {
      kind: 'dispatch',
      caseIds: [...caseIds, ids['空中缆线乱拉']],
    })
    const made = await draft({ kind: 'dispatch', caseIds })
    assert.equal(made.length, 2)
    const first = await paper(made[0]!.id)
    assert.deepEqual(
      [first.addressee, first.state, first.number, first.rows.length, first.rows[0].due],
      ['园林局', 'draft', '', 2, '2026-06-18'],
    )
    const words = { title: '问题交办单', addressee: '园林局', intro: first.intro, demands: '请抓紧整改。', version: 1 }
    const changed = await must('qin', 'PUT', `./cases/papers/${first.id}`, words)
    assert.deepEqual([changed.demands, changed.version], ['请抓紧整改。', 2])
    await refused('object.changed', 'qin', 'PUT', `./cases/papers/${first.id}`, words)
    await refused('paper.leader-only', 'qin', 'POST', `./cases/papers/${first.id}/send`, { version: 2 })
    const sent = await must('fang', 'POST', `./cases/papers/${first.id}/send`, { version: 2 })
    assert.deepEqual([sent.number, sent.state, sent.sender !== ''], ['交办〔2026〕1号', 'sent', true])
    await refused('paper.settled', 'fang', 'POST', `./cases/papers/${first.id}/send`, { version: 3 })
    await refused('paper.settled', 'qin', 'PUT', `./cases/papers/${first.id}`, { ...words, version: 3 })
    const printed = await file(`./cases/papers/${first.id}/paper.docx`, 'dispatch.docx')
    for (const said of ['问题交办单', '交办〔2026〕1号', '园林局：', '绿地枯死黄土裸露', '请抓紧整改。', '签收人'])
      assert.ok(printed.includes(said), said)
  })

  it('are numbered without a gap: what is dropped takes no number', async () => {
    const { rows } = await must('qin', 'GET', './cases/papers?state=draft')
    const [other] = rows
    await must('qin', 'POST', `./cases/papers/${other.id}/drop`, { version: 1, reason: '重复了' })
    const made = await draft({ kind: 'dispatch', caseIds: [ids['路面破损']] })
    const sent = await must('fang', 'POST', `./cases/papers/${made[0]!.id}/send`, { version: 1 })
    assert.equal(sent.number, '交办〔2026〕2号')
    const [notice] = await draft({ kind: 'notice', caseIds: [ids['路面破损']] })
    assert.equal(
      (await must('fang', 'POST', `./cases/papers/${notice!.id}/send`, { version: 1 })).number,
      '整改〔2026〕1号',
    )
    await file(`./cases/papers/${notice!.id}/paper.docx`, 'notice.docx')
    const [next] = await draft({ kind: 'dispatch', caseIds: [ids['路面破损']] })
    at('2027-01-04T02:00:00Z')
    const { app, reader } = office
    const january = await app.db.asReader(reader, (tx) => sendPaper({ app, tx, reader }, next!.id, 1))
    assert.equal(january.number, '交办〔2027〕1号')
  })

  it('supervise by rule what is late by more than so many working days, once', async () => {
    // Due on Thursday 18 June; the nineteenth is a holiday, so Tuesday the 23rd is the second working day after.
    at('2026-06-23T02:00:00Z')
    await refused('paper.none-late', 'qin', 'POST', './cases/papers/by-rule', { overDays: 2 })
    at('2026-06-24T02:00:00Z')
    const made = await must('qin', 'POST', './cases/papers/by-rule', { overDays: 2 })
    assert.equal(made.length, 2)
    await refused('paper.none-late', 'qin', 'POST', './cases/papers/by-rule', { overDays: 2 })
    const papers = await Promise.all(made.map(({ id }: { id: string }) => paper(id)))
    const own = papers.find(({ addressee }) => addressee === '园林局')
    const sent = await must('fang', 'POST', `./cases/papers/${own.id}/send`, { version: 1 })
    assert.deepEqual(
      [sent.number, sent.rows.every((row: { overdue: boolean }) => row.overdue)],
      ['督办〔2026〕1号', true],
    )
    assert.match(await file(`./cases/papers/${own.id}/paper.docx`, 'supervise.docx'), /超期/)
    const about = await must('qin', 'GET', `./cases/papers?case=${ids['枯枝垃圾堆放']}`)
    assert.ok(
      about.rows.some((row: { kind: string; state: string }) => row.kind === 'supervise' && row.state === 'sent'),
    )
  })

  it('ask an outside body, once coordination was asked for', async () => {
    const cables = ids['空中缆线乱拉']!
    await refused('paper.no-outside', 'qin', 'POST', './cases/papers', { kind: 'coordinate', caseIds: [cables] })
    await step('qin', cables, 'coordinate', { body: '通信公司', reason: '线路不属社区' })
    const [letter] = await draft({ kind: 'coordinate', caseIds: [cables] })
    const sent = await must('fang', 'POST', `./cases/papers/${letter!.id}/send`, { version: 1 })
    assert.deepEqual([sent.addressee, sent.number], ['通信公司', '函〔2026〕1号'])
    assert.match(await file(`./cases/papers/${letter!.id}/paper.docx`, 'coordinate.docx'), /空中缆线乱拉/)
  })

  it('report a period in figures, and keep what they said when it was sent', async () => {
    const [made] = await draft({ kind: 'bulletin', from: '2026-06-01', to: '2026-06-30' })
    const live = await paper(made!.id)
    assert.equal(live.title, '关于2026年6月问题整改情况的通报')
    assert.match(live.facts[0], /共受理问题4个，立案4个。应结案3个，结案0个，结案率0.00%/)
    assert.match(live.facts[1], /还有4个问题没有办结，其中超期3个/)
    const sent = await must('fang', 'POST', `./cases/papers/${made!.id}/send`, { version: 1 })
    await step('qin', ids['枯枝垃圾堆放']!, 'self-close', { note: '已清走' })
    const later = await paper(made!.id)
    assert.deepEqual([later.facts, later.rows], [sent.facts, sent.rows])
    const printed = await file(`./cases/papers/${made!.id}/paper.docx`, 'bulletin.docx')
    assert.match(printed, /（一）.*（二）/s)
  })

  it('go out in the name of the office whose leader sends them', async () => {
    const [notice] = await must('tang', 'POST', './cases/papers', { kind: 'notice', caseIds: [ids['路面破损']] })
    const sent = await must('tang', 'POST', `./cases/papers/${notice.id}/send`, { version: 1 })
    assert.match(sent.unit, /街道/)
    assert.match(await file(`./cases/papers/${notice.id}/paper.docx`, 'street.docx'), new RegExp(sent.unit))
    assert.deepEqual([sent.number, sent.maySend, sent.mayChange], ['整改〔2026〕2号', false, false])
    const home = await must('fang', 'GET', './home')
    const waiting = home.waiting.find((one: { code: string }) => one.code === 'papers-in-draft')
    assert.equal(waiting.count, (await must('fang', 'GET', './cases/papers?state=draft')).total)
  })

  it('are changed, dropped and sent by the office that drafted them, and by no other', async () => {
    const [own] = await must('tang', 'POST', './cases/papers', { kind: 'supervise', caseIds: [ids['路面破损']] })
    const seen = await paper(own.id)
    assert.deepEqual([seen.maySend, seen.mayChange, /街道/.test(seen.unit)], [false, false, true])
    const words = { title: '督办单', addressee: '市政公司', intro: seen.intro, demands: '不急。', version: 1 }
    await refused('paper.other-office', 'qin', 'PUT', `./cases/papers/${own.id}`, words)
    await refused('paper.other-office', 'fang', 'POST', `./cases/papers/${own.id}/drop`, { version: 1, reason: '重复' })
    await refused('paper.other-office', 'fang', 'POST', `./cases/papers/${own.id}/send`, { version: 1 })
    await refused('paper.other-office', 'dong', 'POST', `./cases/papers/${own.id}/send`, { version: 1 })
    const changed = await must('tang', 'PUT', `./cases/papers/${own.id}`, { ...words, demands: '三天内改好。' })
    await must('tang', 'POST', `./cases/papers/${own.id}/drop`, { version: changed.version, reason: '改为通报' })
    const [ours] = await draft({ kind: 'notice', caseIds: [ids['路面破损']] })
    await refused('paper.other-office', 'tang', 'POST', `./cases/papers/${ours!.id}/send`, { version: 1 })
    await must('qin', 'POST', `./cases/papers/${ours!.id}/drop`, { version: 1, reason: '不发了' })
  })

  it('are seen by nobody they do not concern', async () => {
    assert.equal((await must('he', 'GET', './cases/papers')).total, 0)
    const { rows } = await must('qin', 'GET', './cases/papers')
    const answer = await office.as('he')('GET', `./cases/papers/${rows[0].id}`)
    assert.deepEqual([answer.status, answer.body.code], [404, 'paper.unknown'])
    assert.equal((await office.as('he')('POST', './cases/papers/by-rule', {})).status, 403)
  })

  it('three lists show the same problems: what, who, and how far', async () => {
    const list = (name: string, query = '') => must('qin', 'GET', `./cases/lists/${name}${query}`)
    const cells = (answer: { columns: string[]; rows: { cells: string[] }[] }, issue: string) => {
      const row = answer.rows.find((one) => one.cells.includes(issue))!
      return Object.fromEntries(answer.columns.map((column, index) => [column, row.cells[index]]))
    }
    const problems = await list('problems')
    assert.deepEqual([problems.total, cells(problems, '路面破损')['点位类型']], [4, '背街小巷'])
    const duties = cells(await list('duties'), '枯枝垃圾堆放')
    assert.deepEqual(
      [duties['责任单位'], duties['包抓单位'], duties['责任人'], duties['交办日期'], duties['整改时限']],
      ['园林局', '园林局', '白帆', '2026-06-15', '2026-06-18'],
    )
    const fixes = cells(await list('fixes'), '枯枝垃圾堆放')
    assert.deepEqual(
      [fixes['进度'], fixes['整改情况'], fixes['销号人'] !== '', fixes['销号日期'], fixes['回头看']],
      ['已销号', '已清走', true, '2026-06-24', '定于2026-06-25'],
    )
    assert.equal((await list('fixes', `?below=${places['竹竿巷']}`)).total, 2)
    for (const name of ['problems', 'duties', 'fixes']) {
      assert.ok((await file(`./cases/lists/${name}/list.docx`, `list-${name}.docx`)).includes('枯枝垃圾堆放'))
      assert.ok((await file(`./cases/lists/${name}/list.csv`, `${name}.csv`)).includes('路面破损'))
      const book = await office.as('qin')('GET', `./cases/lists/${name}/list.xlsx`)
      assert.equal(book.raw.subarray(0, 2).toString(), 'PK')
    }
    assert.equal((await office.as('he')('GET', './cases/lists/problems/list.csv')).status, 403)
  })

  it('a sheet sets the pictures of before and after side by side', async () => {
    const road = ids['路面破损']!
    for (const [role, background] of [
      ['before', '#777'],
      ['after', '#393'],
    ] as const) {
      const picture = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
        .jpeg()
        .toBuffer()
      const head =
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
      const payload = Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--x--\r\n')])
      const type = { 'content-type': 'multipart/form-data; boundary=x' }
      const sent = await office.as('qin')('POST', `./cases/${road}/photos?role=${role}`, payload, type)
      assert.equal(sent.status, 200, JSON.stringify(sent.body))
    }
    const printed = await file('./cases/before-after.docx', 'before-after.docx')
    for (const said of [
      '整改前后对比表',
      '竹竿巷：路面破损',
      '整改前',
      '整改后',
      '没有拍摄时间 · 竹竿巷',
      '服务器收到 2026-06',
    ])
      assert.ok(printed.includes(said), said)
    assert.ok(!printed.includes('枯枝垃圾堆放'))
  })

  it('a report’s 底稿 shows the pictures of open problems too', async () => {
    const report = await must('qin', 'POST', './reports', { outline: 'monthly', from: '2026-06-01', to: '2026-06-30' })
    const printed = await file(`./reports/${report.id}/report.docx?edition=draft`, 'report.docx')
    assert.match(printed, /现场照片.*竹竿巷 路面破损 整改后/s)
  })

  it('name no person any more whose details were erased, not even where they were sent long before', async () => {
    const { app, reader } = office
    const items = [{ kind: 'person' as const, name: '祁连山', attrs: {}, validFrom: '2026-01-01' }]
    const [person] = await app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'party.save', { items }),
    )
    const { id } = await must('qin', 'POST', './cases', { issue: '单元门损坏', placeId: places['银杏院'] })
    await step('qin', id, 'dispatch', { partyId: person!.id, limit: { n: 3, unit: 'working-days' } })
    const [notice] = await draft({ kind: 'notice', caseIds: [id] })
    const { intro, demands, addressee } = await paper(notice!.id)
    assert.equal(addressee, '祁连山')
    const words = { title: '整改通知书', addressee: '祁连山同志', intro, demands, version: 1 }
    await must('qin', 'PUT', `./cases/papers/${notice!.id}`, words)
    const sent = await must('fang', 'POST', `./cases/papers/${notice!.id}/send`, { version: 2 })
    assert.deepEqual([sent.addressee, sent.rows[0].party], ['祁连山同志', '祁连山'])
    const erased = await must('fang', 'POST', `./parties/${person!.id}/erase`, { reason: '本人要求', version: 1 })
    assert.equal(erased.outcome, 'corrected')
    const later = await paper(notice!.id)
    assert.deepEqual([later.addressee, later.rows[0].party], ['（个人信息已清除）同志', ''])
    const kept = await app.db.asOwner(async (tx) => [
      await tx.selectFrom('case_paper').selectAll().execute(),
      await tx.selectFrom('history').select('body').execute(),
    ])
    assert.ok(!JSON.stringify(kept).includes('祁连山'))
    await step('qin', id, 'self-close', { note: '已修好' })
  })
})
