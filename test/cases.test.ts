import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** One office, its yard and the unit that contracted it: problems walk through the public doors. */
describe('a problem to its end', () => {
  let office: Office
  let yard: string
  let unit: string

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    // The cadre's account comes with its unit; the yard is contracted to that unit.
    await office.as('lu')('GET', '/api/session')
    await app.db.asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      const [place] = await app.commands.run(context, 'place.save', {
        items: [{ type: 'yard', name: '银杏院', parentId: null, attrs: {}, validFrom: '2026-01-01' }],
      })
      const [party] = await app.commands.run(context, 'party.save', {
        items: [{ kind: 'unit', name: '园林局', attrs: {}, validFrom: '2026-01-01' }],
      })
      yard = place!.id
      unit = party!.id
      await app.commands.run(context, 'duty.save', {
        items: [{ partyId: unit, role: 'contracted-unit', placeId: yard, validFrom: '2026-01-01' }],
      })
    })
  })
  after(() => office.close())

  const at = (iso: string) => (office.clock.now = new Date(iso))
  const report = async (who: PersonName, more: object = {}) => {
    const body = { issue: '单元门口路面破损', placeId: yard, typeCode: 'yard-light', ...more }
    const answer = await office.as(who)('POST', './cases', body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.id as string
  }
  const see = async (who: PersonName, id: string) => (await office.as(who)('GET', `./cases/${id}`)).body
  const step = async (who: PersonName, id: string, step: string, more: object = {}) => {
    const { version } = await see('qin', id)
    return office.as(who)('POST', `./cases/${id}/steps`, { step, version, ...more })
  }
  const must = async (...args: Parameters<typeof step>) => {
    const answer = await step(...args)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body
  }
  const refused = async (code: string, ...args: Parameters<typeof step>) => {
    const answer = await step(...args)
    assert.equal(answer.body.code, code, JSON.stringify(answer.body))
    assert.ok(answer.body.message.length > 8)
  }
  const photo = async (who: PersonName, id: string, role: string, side = 8) => {
    const background = role === 'after' ? 'green' : 'red'
    const picture = await sharp({ create: { width: side, height: side, channels: 3, background } })
      .jpeg()
      .toBuffer()
    const boundary = 'x'.repeat(20)
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${boundary}--\r\n`)])
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    return office.as(who)('POST', `./cases/${id}/photos?role=${role}`, payload, type)
  }

  it('goes from a superior’s list to a unit, back, and is closed by somebody who took no part', async () => {
    at('2026-06-15T02:00:00Z')
    const id = await report('tang', { source: 'superior', typeCode: 'yard-road', severity: 'serious' })
    assert.equal((await see('qin', id)).state, 'accepted')
    await must('qin', id, 'dispatch', { partyId: unit })
    const handed = await see('lu', id)
    assert.deepEqual([handed.state, handed.party, handed.plain], ['dispatched', '园林局', 'fixing'])
    // 10 working days halved: five, from Monday 15 June over 端午 (19 June) to the end of Tuesday 23 June.
    assert.equal(handed.dueAt, '2026-06-23T16:00:00.000Z')
    await must('lu', id, 'ask-extension', { until: '2026-06-30', reason: '等材料' })
    await refused('case.step-role', 'qin', id, 'grant-extension', { until: '2026-06-30' })
    await must('tang', id, 'grant-extension', { until: '2026-06-30' })
    assert.equal((await see('qin', id)).dueAt, '2026-06-30T16:00:00.000Z')
    await refused('case.close-needs-other', 'qin', id, 'self-close', { note: '修好了' })
    await must('lu', id, 'feed-back', { note: '已重新铺装' })
    await refused('case.photo-needed', 'qin', id, 'pass', { note: '看过了' })
    assert.equal((await photo('lu', id, 'after')).status, 200)
    await refused('case.step-role', 'lu', id, 'pass', { note: '没问题' })
    await must('qin', id, 'rework', { reason: '边上没有收口' })
    assert.equal((await see('qin', id)).rework, 1)
    await must('lu', id, 'feed-back', { note: '已收口' })
    // The picture from before the work was sent back proves nothing any more.
    await refused('case.photo-needed', 'qin', id, 'pass', { note: '看过了' })
    assert.equal((await photo('lu', id, 'before')).status, 200)
    assert.equal((await photo('lu', id, 'after', 9)).status, 200)
    await must('qin', id, 'pass', { note: '现场看过，平整' })
    const closed = await see('qin', id)
    assert.deepEqual([closed.state, closed.closing, closed.recheckOn], ['closed', 'checked', '2026-07-01'])
    assert.notEqual(closed.recheckBy, '')
  })

  it('comes back on 回头看 as a case of its own, linked to the first', async () => {
    at('2026-06-15T02:00:00Z')
    const id = await report('qin')
    await must('qin', id, 'dispatch', { partyId: null })
    await must('qin', id, 'self-close', { note: '换了灯' })
    const { recheckOn } = await see('qin', id)
    await refused('case.recheck-early', 'tang', id, 'relapse', { note: '又不亮' })
    at(`${recheckOn}T02:00:00Z`)
    const { opened } = await must('tang', id, 'relapse', { note: '又不亮了' })
    const second = await see('qin', opened)
    assert.deepEqual([second.relapseOf, second.state, second.before], [id, 'accepted', 1])
    assert.equal((await see('qin', id)).relapsedInto, opened)
  })

  it('asks the street when the community fixed it itself and nobody without a duty is left', async () => {
    at('2026-06-15T02:00:00Z')
    const id = await report('qin', { source: 'hotline', typeCode: 'yard-light' })
    await must('qin', id, 'dispatch', { partyId: null })
    await must('qin', id, 'feed-back', { note: '自己换了', byCommunity: true })
    const fedBack = await see('fang', id)
    assert.equal(fedBack.checkAbove, false)
    await refused('case.check-own-fix', 'qin', id, 'pass', { note: '好了' })
    await must('fang', id, 'pass', { note: '看过，亮了' })
  })

  it('is fixed on the spot only where the community found it itself', async () => {
    const id = await report('qin', { fixedOnSpot: '当场清走' })
    assert.deepEqual([(await see('qin', id)).state, (await see('qin', id)).closing], ['closed', 'self'])
    const answer = await office.as('qin')('POST', './cases', {
      issue: '灯不亮',
      placeId: yard,
      source: 'hotline',
      fixedOnSpot: '当场修好',
    })
    assert.equal(answer.body.code, 'case.spot-needs-own')
    await must('tang', id, 'draw-sample')
    await must('tang', id, 'keep', { note: '抽查时完好' })
  })

  it('is recorded once however often it is sent, and refused when the words differ', async () => {
    const id = newId()
    const body = { id, issue: '井盖松动', placeId: yard }
    assert.equal((await office.as('guo')('POST', './cases', body)).body.outcome, 'created')
    assert.equal((await office.as('guo')('POST', './cases', body)).body.outcome, 'unchanged')
    const other = await office.as('guo')('POST', './cases', { ...body, issue: '井盖丢失' })
    assert.equal(other.body.code, 'case.id-taken')
  })

  it('stops two people from acting on the same moment', async () => {
    const id = await report('qin')
    const { version } = await see('qin', id)
    const dispatch = { step: 'dispatch', version, partyId: null }
    const answers = await Promise.all(
      (['qin', 'fang'] as const).map((who) => office.as(who)('POST', `./cases/${id}/steps`, dispatch)),
    )
    assert.deepEqual(answers.map((one) => one.status).toSorted(), [200, 409])
  })

  it('is seen by those it concerns and nobody else', async () => {
    const id = await report('qin')
    for (const who of ['guo', 'he', 'lu'] as const)
      assert.equal((await office.as(who)('GET', `./cases/${id}`)).status, who === 'lu' ? 200 : 404)
    assert.equal((await office.as('neighbour')('GET', `./cases/${id}`)).status, 404)
    const mine = await report('he')
    assert.equal((await office.as('he')('GET', `./cases/${mine}`)).status, 200)
    assert.equal(
      (await office.as('lu')('POST', './cases', { issue: '热线反映', placeId: yard, source: 'hotline' })).body.code,
      'case.source-above',
    )
  })

  it('is handed out by duty, many at once, each refusal with its reason', async () => {
    const fresh = await report('qin')
    const done = await report('qin', { fixedOnSpot: '当场清走' })
    const nowhere = await report('qin', { placeId: null })
    const items = await Promise.all(
      [fresh, done, nowhere].map(async (id) => ({ id, version: (await see('qin', id)).version })),
    )
    const answer = await office.as('qin')('POST', './cases/dispatch', { items, to: 'by-duty' })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.deepEqual(
      answer.body.map((one: { problem: string | null; gap: boolean }) => [one.problem === null, one.gap]),
      [
        [true, false],
        [false, false],
        [true, true],
      ],
    )
    assert.equal((await see('qin', fresh)).party, '园林局')
  })

  it('is found by state, deadline, place and words', async () => {
    at('2026-09-01T02:00:00Z')
    const list = async (query: string) => (await office.as('qin')('GET', `./cases?${query}`)).body
    const late = await list('overdue=yes')
    assert.ok(late.total > 0 && late.rows.every((row: { overdue: boolean }) => row.overdue))
    assert.ok((await list(`below=${yard}&ended=open`)).total > 0)
    assert.equal((await list('text=收口')).total, 0)
    assert.ok((await list(`text=${encodeURIComponent('路面破损')}`)).total > 0)
    const board = (await office.as('qin')('GET', './cases/board')).body
    assert.equal(board.overdue, late.total)
  })
})
