import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import type { Answer } from '#test/office.ts'
import { type BusyOffice, busyOffice, cleanup } from './busy-office.ts'

// Numbers are those of docs/security-cases.md.
describe('bad inputs: the same thing twice, or at once', () => {
  let office: BusyOffice
  before(async () => {
    office = await busyOffice()
  })
  after(() => office.close())

  const at = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => act(index)))
  const statuses = (answers: Answer[]): number[] => answers.map((answer) => answer.status).sort()

  it('case 62: a record sent twice under one id is one record; other contents under it are refused', async () => {
    const draft = cleanup(office.places.elm, { id: newId(), note: '同一条' })
    const answers = await at(6, () => office.as('qin')('POST', './entries', draft))
    assert.deepEqual(statuses(answers), [200, 200, 200, 200, 200, 200])
    assert.deepEqual(answers.map((answer) => answer.body.outcome).sort(), ['created', ...Array(5).fill('unchanged')])
    const other = await office.as('qin')('POST', './entries', { ...draft, note: '另一条' })
    assert.deepEqual([other.status, other.body.code], [409, 'entry.exists'])
    const rows = (await office.done('qin', 'GET', './entries?text=同一条'.replace(/[^\x20-\x7e]+/, encodeURIComponent)))
      .total
    assert.equal(rows, 1)
  })

  it('case 62: of six corrections made from the same version one stands', async () => {
    const { id } = await office.done('qin', 'POST', './entries', cleanup(office.places.elm))
    const answers = await at(6, (i) =>
      office.as('qin')(
        'PUT',
        `./entries/${id}`,
        cleanup(office.places.elm, { note: `第${i}`, reason: '改', version: 1 }),
      ),
    )
    assert.deepEqual(statuses(answers), [200, 409, 409, 409, 409, 409])
    for (const version of [2 ** 53, -1, 1.5, '1', 0]) {
      const odd = cleanup(office.places.elm, { reason: '改', version })
      assert.equal((await office.as('qin')('PUT', `./entries/${id}`, odd)).status, 400, String(version))
    }
  })

  it('case 62: a day before the calendar, beyond it or in the future is no day of a record', async () => {
    for (const day of [
      '1899-12-31',
      '3000-01-01',
      '2026-06-16',
      '2099-01-01',
      '1970-1-1',
      '0000-00-00',
      '-001-01-01',
      '2026-02-29',
    ]) {
      const answer = await office.as('qin')(
        'POST',
        './entries',
        cleanup(office.places.elm, { dayFrom: day, dayTo: day }),
      )
      assert.ok(answer.status === 400 || answer.status === 422, `${day} → ${answer.status}`)
    }
    const turned = cleanup(office.places.elm, { dayFrom: '2026-05-02', dayTo: '2026-05-01' })
    assert.equal((await office.as('qin')('POST', './entries', turned)).body.code, 'entry.days')
  })

  it('one file confirmed many times at once is loaded once', async () => {
    const file = madeWorkbook({
      环境整治: [
        ['日期', '地点', '清理垃圾（处）'],
        ['2026-05-25', '榆树院', 9],
      ],
    })
    const { body } = await office.send('qin', './imports', file, '五月.xlsx', { year: '2026' })
    const answers = await at(8, () => office.as('qin')('POST', `./imports/${body.id}/confirm`))
    const refused = answers.filter((answer) => answer.status !== 200)
    for (const { body: said } of refused) assert.ok(['import.running', 'import.done'].includes(said.code), said.code)
    for (const { status, body: started } of answers) if (status === 200) await office.finished(started.workId)
    assert.equal(answers.length - refused.length, 1)
    assert.equal((await office.done('qin', 'GET', './entries?via=import&from=2026-05-25&to=2026-05-25')).total, 1)
  })

  it('many files at once wait for each other without holding the office up', async () => {
    const file = (n: number) =>
      madeWorkbook({
        环境整治: [
          ['日期', '地点', '清理垃圾（处）'],
          [`2026-04-${n + 10}`, '榆树院', 1],
        ],
      })
    const sent = await at(14, (n) => office.send('qin', './imports', file(n), `${n}.xlsx`, { year: '2026' }))
    const works = await at(14, (n) => office.as('qin')('POST', `./imports/${sent[n]!.body.id}/confirm`))
    assert.equal((await office.as('qin')('GET', './home')).status, 200)
    for (const { body } of works) assert.equal((await office.finished(body.workId)).state, 'done')
    assert.equal((await office.done('qin', 'GET', './entries?via=import&from=2026-04-10&to=2026-04-23')).total, 14)
  })

  it('a report is issued once, and its figures are frozen once', async () => {
    const made = await office.done('qin', 'POST', './reports', {
      outline: 'monthly',
      from: '2026-05-01',
      to: '2026-05-31',
    })
    const again = await office.as('qin')('POST', './reports', {
      id: made.id,
      outline: 'monthly',
      from: '2026-05-01',
      to: '2026-05-31',
    })
    assert.equal(again.body.code, 'report.id-taken')
    const { version } = await office.done('qin', 'POST', `./reports/${made.id}/submit`, { version: made.version })
    const answers = await at(5, () => office.as('fang')('POST', `./reports/${made.id}/issue`, { version }))
    assert.deepEqual(statuses(answers), [200, 409, 409, 409, 409])
    const saved = await office.as('qin')('PUT', `./reports/${made.id}`, {
      title: 'x',
      doc: made.doc,
      version: version + 1,
    })
    assert.equal(saved.status, 409)
  })

  it('what is named once is made once, however many ask at the same moment', async () => {
    const campaign = { name: '清零行动', validFrom: '2026-01-01' }
    const kind = { label: '自设台账', fields: [{ key: 'what', label: '内容', type: 'text' }] }
    const settings = (n: number) => ({ name: `槐荫路社区${n}`, reviewByOther: false, baozhua: '包抓' })
    const person = (n: number) => ({
      kind: 'person',
      name: '同名人',
      attrs: {},
      validFrom: '2026-01-01',
      ...(n ? {} : {}),
    })
    const yard = { type: 'yard', name: '同名院', parentId: office.places.north, attrs: {}, validFrom: '2026-01-01' }
    const outline = { name: '自拟', period: 'month', source: '# 题\n\n## 一、\n\n话。', version: 0 }
    const rounds: [string, Answer[]][] = [
      ['campaigns', await at(5, () => office.as('qin')('POST', './campaigns', campaign))],
      ['kinds', await at(5, () => office.as('qin')('PUT', './kinds/own-tongshi', kind))],
      ['settings', await at(5, (n) => office.as('fang')('PUT', './settings', settings(n)))],
      ['parties', await at(5, (n) => office.as('qin')('POST', './parties', person(n)))],
      ['places', await at(5, () => office.as('qin')('POST', './places', yard))],
      ['outlines', await at(5, () => office.as('qin')('PUT', './outlines/zini', outline))],
      [
        'accounts',
        await at(5, () => office.as('fang')('POST', './accounts', { login: 'tongshi', name: '同时', role: 'clerk' })),
      ],
      ['link', await at(5, () => office.as('fang')('POST', `./accounts/${office.accounts.shen}/link`))],
    ]
    for (const [what, answers] of rounds) {
      const odd = answers.filter(({ status }) => status !== 200 && status !== 409 && status !== 422)
      assert.deepEqual(
        odd.map(({ status, body }) => [what, status, body.code]),
        [],
      )
      assert.ok(
        answers.some(({ status }) => status === 200),
        what,
      )
    }
    const count = async (path: string, has: string): Promise<number> =>
      ((await office.as('fang')('GET', encodeURI(path))).raw.toString().match(new RegExp(has, 'g')) ?? []).length
    assert.equal(await count('./campaigns', '"清零行动"'), 1)
    assert.equal(await count('./places?q=同名院', '"name":"同名院"'), 1)
    assert.equal((await office.done('qin', 'GET', encodeURI('./parties?q=同名人'))).total, 1)
    assert.equal(await count('./accounts', '"tongshi"'), 1)
  })
})
