import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation, PhotoFact } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf, sha } from './field-operations.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** What phones sent and could not be applied is seen by the office, settled once, and its phone hears of it. */
describe('what phones sent and waits', () => {
  let office: Office
  let yard: string
  const phones: Record<string, { id: string; seq: number }> = {}

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const [place] = await app.commands.run({ app, tx, reader }, 'place.save', {
        items: [{ type: 'yard', name: '皂角院', parentId: null, attrs: {}, validFrom: '2026-01-01' }],
      })
      yard = place!.id
    })
  })
  after(() => office.close())

  const phoneOf = (who: string) => (phones[who] ??= { id: newId(), seq: 0 })
  const entry = (piles: string, more: Partial<ReturnType<typeof cleanupAct>> = {}): Act => cleanupAct(yard, piles, more)
  const operation = (who: string, act: Act, more: Partial<Operation> = {}, photos: PhotoFact[] = []): Operation =>
    operationOf(act, { deviceSeq: (phoneOf(who).seq += 1), ...more }, photos)
  const send = async (who: PersonName, ...operations: Operation[]) =>
    (await office.as(who)('POST', './field/batch', { deviceId: phoneOf(who).id, operations, owed: [] })).body.items
  const list = async (state = 'waiting') =>
    (await office.as('qin')('GET', `./field/waiting?state=${state}`)).body as { total: number; rows: any[] }
  const waitingOf = async (summary: RegExp) => {
    const row = (await list()).rows.find((one) => summary.test(one.summary))
    assert.ok(row, `nothing waits that says ${summary}`)
    return (await office.as('qin')('GET', `./field/waiting/${row.id}`)).body
  }
  const act = (who: PersonName, id: string, what: string, body: object) =>
    office.as(who)('POST', `./field/waiting/${id}/${what}`, body)
  const figure = async (): Promise<string> => {
    const rows = (await office.as('qin')('GET', './figures?from=2026-06-01&to=2026-06-30')).body.rows
    return rows.find((row: any) => row.key === 'cleanup.garbage.piles').value
  }
  const piles = async (): Promise<string[]> => {
    const answer = (await office.as('qin')('GET', './entries?kind=cleanup&size=50')).body
    return answer.rows.map((row: { amounts: { amount: string }[] }) => row.amounts[0]!.amount).toSorted()
  }
  const picture = (width: number) => pictureOf({ width }, { role: 'after', takenAt: '2026-06-15T01:00:00.000Z' })
  const put = (who: PersonName, { bytes, fact }: { bytes: Buffer; fact: PhotoFact }) =>
    office.as(who)('PUT', `./field/photos/${fact.sha256}?device=${phoneOf(who).id}`, bytes, {
      'content-type': 'image/jpeg',
    })

  it('is applied once for its sender, with its photos, and the phone hears of it', async () => {
    const here = await picture(40)
    const later = await picture(41)
    // His duty has ended: the place is not his any more.
    const sent = operation('guo', entry('3', { note: '雨后清的' }), {}, [here.fact, later.fact])
    assert.equal((await send('guo', sent))[0].outcome, 'quarantined')
    assert.equal((await put('guo', here)).status, 200)
    assert.deepEqual(await piles(), [])

    const one = await waitingOf(/皂角院/)
    assert.match(one.who, /郭强/)
    assert.match(one.problem, /不在您负责的范围/)
    assert.equal(one.stands, null)
    assert.deepEqual([one.photos.told, one.photos.arrived], [2, 1])
    const said = Object.fromEntries(one.lines.map((line: any) => [line.label, line.sent]))
    assert.equal(said['日期'], '2026-06-15')
    assert.equal(said['地点'], '皂角院')
    assert.equal(said['备注'], '雨后清的')
    assert.ok(Object.values(said).some((words) => /^3\D/.test(String(words))))
    const look = `./field/waiting/${one.id}/photos/`
    assert.equal((await office.as('qin')('GET', look + here.fact.sha256)).status, 200)
    assert.equal((await office.as('qin')('GET', look + later.fact.sha256)).status, 404)
    const home = (await office.as('qin')('GET', './home')).body
    assert.equal(home.waiting.find((item: any) => item.code === 'from-phones').count, 1)

    assert.equal((await act('shen', one.id, 'apply', { edition: 0, stands: null })).status, 403)
    assert.equal((await office.as('neighbour')('GET', `./field/waiting/${one.id}`)).status, 404)
    const elsewhere = `/api/c/${office.other.code}/field/waiting/${one.id}`
    assert.equal((await office.as('neighbour')('GET', elsewhere)).status, 404)
    const done = await act('qin', one.id, 'apply', { edition: one.edition, stands: null })
    assert.equal(done.status, 200)
    assert.deepEqual(done.body.object, { is: 'entry', id: sent.id })
    assert.equal(done.body.photosLeft, 0)
    assert.deepEqual(await piles(), ['3'])

    // Hers is the act, his the record.
    const history = (await office.as('qin')('GET', `./entries/${sent.id}/history`)).body
    assert.match((history.rows ?? history)[0].who, /秦兰/)
    const author = await office.app.db.asOwner((tx) =>
      sql<{ name: string }>`select a.name from entry e join account a on a.actor = e.author
        where e.id = ${sent.id}::uuid`.execute(tx),
    )
    assert.match(author.rows[0]!.name, /郭强/)
    assert.equal((await office.as('qin')('GET', `./entries/${sent.id}/photos/${here.fact.sha256}`)).status, 200)
    assert.equal((await put('guo', later)).status, 200)
    assert.equal((await office.as('qin')('GET', `./entries/${sent.id}/photos/${later.fact.sha256}`)).status, 200)

    const again = (await send('guo', sent))[0]
    assert.deepEqual([again.outcome, again.problem], ['applied', null])
    assert.ok(again.position > 0)
    assert.deepEqual(await piles(), ['3'])
    assert.equal(await figure(), '3')
    // What he changes afterwards is a change of that record, and meets the same door.
    const edit = operation('guo', entry('4', { note: '雨后清的' }), { id: sent.id, version: 2 })
    await send('guo', edit)
    assert.equal((await piles()).length, 1)
    const marks = await office.app.db.asOwner((tx) =>
      sql<{
        event: string
        version: number
      }>`select event, version from history where object_id = ${one.id}::uuid`.execute(tx),
    )
    assert.deepEqual(marks.rows, [{ event: 'phone-record.applied', version: 1 }])
  })

  it('is set aside with a reason the phone hears, kept, and taken up again', async () => {
    const sent = operation('he', entry('5', { note: '志愿者记的' }))
    await send('he', sent)
    const one = await waitingOf(/5/)
    assert.equal((await act('qin', one.id, 'set-aside', { edition: 0, reason: '' })).status, 400)
    assert.equal((await act('qin', one.id, 'set-aside', { edition: 0, reason: '同一件事网格员已记' })).status, 200)
    const heard = (await send('he', sent))[0]
    assert.equal(heard.outcome, 'dropped')
    assert.match(heard.problem, /同一件事网格员已记/)
    assert.ok(heard.position > 0)
    const aside = (await list('dropped')).rows.find((row) => row.id === one.id)
    assert.equal(aside.reason, '同一件事网格员已记')
    assert.match(aside.settledBy, /秦兰/)
    assert.equal((await act('fang', one.id, 'take-up', { edition: aside.edition })).status, 200)
    assert.equal((await send('he', sent))[0].outcome, 'quarantined')
    const back = await waitingOf(/5/)
    assert.equal((await act('fang', one.id, 'apply', { edition: back.edition, stands: null })).status, 200)
    assert.ok((await piles()).includes('5'))
    assert.equal((await send('he', sent))[0].outcome, 'applied')
  })

  it('goes to the first of two who settle at once; the other is told', async () => {
    await send('he', operation('he', entry('6')))
    const one = await waitingOf(/6/)
    const answers = await Promise.all([
      act('qin', one.id, 'apply', { edition: one.edition, stands: null }),
      act('fang', one.id, 'set-aside', { edition: one.edition, reason: '重复' }),
    ])
    assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 409])
    const late = answers.find((answer) => answer.status === 409)
    assert.equal(late!.body.code, 'field.settled')
    assert.match(late!.body.message, /秦兰|方敏/)
    const third = await act('qin', one.id, 'apply', { edition: one.edition, stands: null })
    assert.equal(third.body.code, 'field.settled')
  })

  it('shows both contents of one name beside each other; the one chosen stands, the other stays in history', async () => {
    const first = operation('qin', entry('7', { note: '第一份' }))
    await send('qin', first)
    const other = entry('8', { note: '另一份' })
    const clash = { ...first, act: other, hash: sha(operationText(other, [])) }
    assert.equal((await send('qin', clash))[0].outcome, 'quarantined')
    const one = await waitingOf(/8/)
    assert.equal(one.why, 'content')
    assert.equal(one.stands.id, first.id)
    const note = one.lines.find((line: any) => line.label === '备注')
    assert.deepEqual([note.sent, note.stands], ['另一份', '第一份'])
    const blind = await act('qin', one.id, 'apply', { edition: 0, stands: null, reason: '核对' })
    assert.equal(blind.body.code, 'object.changed')
    const bare = await act('qin', one.id, 'apply', { edition: 0, stands: one.stands.version })
    assert.equal(bare.body.code, 'field.reason-needed')
    const body = { edition: 0, stands: one.stands.version, reason: '以第二份为准' }
    assert.equal((await act('qin', one.id, 'apply', body)).status, 200)
    const found = await piles()
    assert.ok(found.includes('8') && !found.includes('7'))
    const answers = await send('qin', first, clash)
    assert.deepEqual(
      answers.map((answer: any) => answer.outcome),
      ['applied', 'applied'],
    )
    const history = (await office.as('qin')('GET', `./entries/${first.id}/history`)).body
    const last = (history.rows ?? history).at(-1)
    assert.equal(last.reason, '以第二份为准')
    assert.ok(last.changes.some((change: any) => change.before === '第一份' && change.after === '另一份'))
  })

  it('keeps an edit beside what the office corrected meanwhile, never over it', async () => {
    const first = operation('qin', entry('11', { note: '初稿' }))
    await send('qin', first)
    const row = (await office.as('fang')('GET', `./entries/${first.id}`)).body
    const corrected = { kind: 'cleanup', placeId: yard, dayFrom: '2026-06-15', dayTo: '2026-06-15', via: 'form' }
    const change = { ...corrected, amounts: { piles: '12' }, fields: {}, parties: {}, note: '办公室核过' }
    const answer = await office.as('fang')('PUT', `./entries/${first.id}`, {
      ...change,
      reason: '点错数',
      version: row.version,
    })
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    const edit = operation('qin', entry('13', { note: '手机又改' }), { id: first.id, version: 2 })
    const [reply] = await send('qin', edit)
    assert.equal(reply.outcome, 'quarantined')
    assert.match(reply.problem, /办公室已经更正过/)
    assert.ok((await piles()).includes('12'))
    const one = await waitingOf(/13/)
    const note = one.lines.find((line: any) => line.label === '备注')
    assert.deepEqual([note.sent, note.stands], ['手机又改', '办公室核过'])
    assert.match(one.stands.changedBy, /方敏/)
    assert.equal(one.stands.reason, '点错数')
    const aside = await act('qin', one.id, 'set-aside', { edition: 0, reason: '以办公室更正为准' })
    assert.equal(aside.status, 200)
    assert.equal((await send('qin', edit))[0].outcome, 'dropped')
    assert.ok((await piles()).includes('12'))
  })

  it('lets a step that came too late be taken on the case as it stands now', async () => {
    const report: Act = {
      do: 'case',
      typeCode: 'yard-light',
      placeId: yard,
      locus: '3单元',
      severity: 'ordinary',
      issue: '楼道灯一闪一闪',
      foundOn: '2026-06-15',
      fixedOnSpot: null,
    }
    const found = operation('qin', report)
    await send('qin', found)
    const step: Act = { do: 'step', caseId: found.id, step: 'self-close', seen: 9, note: '换了灯泡' }
    assert.equal((await send('qin', operation('qin', step)))[0].outcome, 'quarantined')
    const one = await waitingOf(/换了灯泡/)
    assert.match(one.summary, /楼道灯一闪一闪/)
    assert.equal(one.stands.is, 'case')
    assert.equal((await act('qin', one.id, 'apply', { edition: 0, stands: one.stands.version })).status, 200)
    assert.equal((await office.as('qin')('GET', `./cases/${found.id}`)).body.state, 'closed')
    // A reported problem is not replaced as a whole: the office acts on it and sets the rest aside.
    const changed = { ...report, issue: '楼道灯全灭' }
    assert.equal((await send('qin', operation('qin', changed, { id: found.id, version: 2 })))[0].outcome, 'quarantined')
    const two = await waitingOf(/楼道灯全灭/)
    assert.match(two.cannot, /不能整条替换/)
    const tried = await act('qin', two.id, 'apply', { edition: 0, stands: two.stands.version, reason: '核对' })
    assert.equal(tried.body.code, 'field.case-replace')
  })

  const needsAfter = async (): Promise<string> => {
    const types = (await office.as('qin')('GET', './problem-types')).body
    return (types.rows ?? types).find((type: any) => type.photo === 'after').code
  }
  const problemAct = (typeCode: string, issue: string, fixedOnSpot: string | null = null): Act => {
    const where = { placeId: yard, locus: '', foundOn: '2026-06-15' }
    return { do: 'case', typeCode, severity: 'ordinary', issue, fixedOnSpot, ...where }
  }

  it('does by itself what only waits for its photo, when the photo is here', async () => {
    const typeCode = await needsAfter()
    const found = operation('qin', problemAct(typeCode, '墙根贴了广告'))
    await send('qin', found)
    const proof = await picture(61)
    const close: Act = { do: 'step', caseId: found.id, step: 'self-close', seen: 1, note: '铲掉了' }
    const step = operation('qin', close, {}, [proof.fact])
    const [reply] = await send('qin', step)
    assert.equal(reply.outcome, 'quarantined')
    assert.match(reply.problem, /照片传到后自动办理/)
    assert.equal((await put('qin', proof)).status, 200)
    assert.equal((await office.as('qin')('GET', `./cases/${found.id}`)).body.state, 'closed')
    assert.equal((await send('qin', step))[0].outcome, 'applied')
    // The same on the spot: found, put right and shown in one visit.
    const shown = await picture(62)
    const both = operation('qin', problemAct(typeCode, '又一处广告', '当场铲了'), {}, [shown.fact])
    assert.equal((await send('qin', both))[0].outcome, 'quarantined')
    await put('qin', shown)
    assert.equal((await office.as('qin')('GET', `./cases/${both.id}`)).body.state, 'closed')
  })

  it('leaves to the office what changed while its photo was on the way', async () => {
    const found = operation('qin', problemAct(await needsAfter(), '门口堆了木板'))
    await send('qin', found)
    const proof = await picture(63)
    const close: Act = { do: 'step', caseId: found.id, step: 'self-close', seen: 1, note: '搬走了木板' }
    await send('qin', operation('qin', close, {}, [proof.fact]))
    const step = { step: 'dispatch', version: 1, partyId: null }
    assert.equal((await office.as('fang')('POST', `./cases/${found.id}/steps`, step)).status, 200)
    await put('qin', proof)
    const one = await waitingOf(/搬走了木板/)
    assert.equal(one.why, 'refused-now')
    assert.match(one.problem, /刚被他人修改过/)
    assert.equal((await act('fang', one.id, 'apply', { edition: 0, stands: one.stands.version })).status, 200)
    assert.equal((await office.as('qin')('GET', `./cases/${found.id}`)).body.state, 'closed')
  })

  it('does nothing by itself for somebody whose time is over before the photo comes', async () => {
    const proof = await picture(64)
    const spot = { ...problemAct(await needsAfter(), '线杆上贴了广告', '当场揭了'), placeId: null, locus: '西门线杆' }
    const both = operation('guo', spot, {}, [proof.fact])
    assert.equal((await send('guo', both))[0].outcome, 'quarantined')
    assert.equal((await waitingOf(/线杆上贴了广告/)).why, 'photos')
    const period = (from: string, to: string | null) =>
      office.app.db.asOwner((tx) =>
        sql`update account_role set valid_from = ${from}::date, valid_to = ${to}::date
          where account_id = (select id from account where login = 'guo')`.execute(tx),
      )
    await period('2026-01-01', '2026-06-14')
    assert.equal((await put('guo', proof)).status, 200)
    await period('2026-01-01', null)
    assert.equal((await office.as('qin')('GET', `./cases/${both.id}`)).status, 404)
    const one = await waitingOf(/线杆上贴了广告/)
    assert.deepEqual([one.why, one.photos.arrived], ['refused-now', 1])
    assert.match(one.problem, /工作已经结束/)
    assert.equal((await act('qin', one.id, 'set-aside', { edition: one.edition, reason: '试过了' })).status, 200)
  })

  it('takes what somebody sends whose time in the community is over, for others to look at, and shows them nothing', async () => {
    const yesterday = '2026-06-14'
    const ended = (role: string) =>
      office.app.db.asOwner((tx) =>
        sql`update account_role set role = ${role}, valid_from = '2026-01-01', valid_to = ${yesterday}::date
          where account_id = (select id from account where login = 'shen')`.execute(tx),
      )
    const nothing = { deviceId: newId(), operations: [], owed: [] }
    await ended('auditor')
    assert.equal((await office.as('shen')('POST', './field/batch', nothing)).status, 404)
    await ended('grid')
    assert.equal((await office.as('shen')('GET', './entries')).status, 404)
    const picked = await picture(61)
    const sent = operation('shen', entry('17', { note: '交接前清的' }), {}, [picked.fact])
    const [answer] = await send('shen', sent)
    assert.equal(answer.outcome, 'quarantined')
    assert.match(answer.problem, /工作已经结束/)
    assert.equal((await put('shen', picked)).status, 200)
    const before = await piles()
    const one = await waitingOf(/17/)
    assert.equal((await act('qin', one.id, 'apply', { edition: one.edition, stands: null })).status, 200)
    assert.deepEqual(await piles(), [...before, '17'].toSorted())
    assert.equal((await send('shen', sent))[0].outcome, 'applied')
    // Whoever never worked here finds no door.
    assert.equal((await office.as('neighbour')('POST', './field/batch', nothing)).status, 404)
  })

  it('knows of phones when they were heard, what they owe and whether their clock is off', async () => {
    const owed = await picture(52)
    const late = operation('fang', entry('14'), { clockAhead: 190_000 }, [owed.fact])
    await send('fang', late, operation('fang', entry('15'), { clockAhead: 170_000 }))
    const { phones: rows } = (await office.as('qin')('GET', './field/phones')).body
    const mine = rows.find((row: any) => row.people.some((name: string) => /方敏/.test(name)))
    assert.deepEqual([mine.photosOwed, mine.clockAhead, mine.waiting], [1, 180_000, 0])
    assert.equal(mine.heardAt, '2026-06-15T02:00:00.000Z')
    assert.equal((await office.as('he')('GET', './field/phones')).status, 403)
  })

  it('shows nobody else what waits: the wall of the database holds it alone', async () => {
    await send('he', operation('he', entry('16', { note: '何苗的' })))
    const hers = await office.app.db.asOwner((tx) =>
      sql<{ actor: string }>`select actor from account where login = 'he'`.execute(tx),
    )
    const seenBy = async (actor: string): Promise<[waits: number, told: number]> => {
      const reader = { ...office.reader, actor, places: [], nodes: [], parties: [] }
      const rows = await office.app.db.asReader(reader, (tx) =>
        sql<{ waits: number; told: number }>`select
          (select count(*)::int from field_quarantine where state = 'waiting') as waits,
          (select count(*)::int from history where object_type = 'phone-record') as told`.execute(tx),
      )
      return [rows.rows[0]!.waits, rows.rows[0]!.told]
    }
    assert.deepEqual(await seenBy(newId()), [0, 0])
    assert.deepEqual(await seenBy(hers.rows[0]!.actor), [1, 0])
  })
})
