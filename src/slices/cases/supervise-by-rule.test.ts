import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'
import { digestsAt } from './jobs.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)

/** What the morning's round drafts by itself, and that it only drafts. */
describe('督办单 by rule', () => {
  let office: Office
  const bodies: string[] = []
  const ids: Record<string, string> = {}

  before(async () => {
    office = await testOffice()
    for (const name of ['供水公司', '绿化队'])
      bodies.push((await must('POST', './parties', { kind: 'unit', name, attrs: {}, validFrom: '2026-01-01' })).id)
    ids['管道渗漏'] = await handed('管道渗漏', bodies[0]!, { n: 1, unit: 'working-days' })
    ids['阀门井缺盖'] = await handed('阀门井缺盖', bodies[0]!, { n: 30, unit: 'working-days' })
    ids['树枝压线'] = await handed('树枝压线', bodies[1]!, { n: 60, unit: 'working-days' })
  })
  after(() => office.close())

  async function must(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, who: 'qin' | 'fang' = 'qin') {
    const answer = await office.as(who)(method, path, body)
    assert.ok(answer.status < 300, `${path} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  async function step(id: string, body: object, who: 'qin' | 'fang' = 'qin'): Promise<void> {
    const { version } = await must('GET', `./cases/${id}`)
    await must('POST', `./cases/${id}/steps`, { version, ...body }, who)
  }
  async function handed(issue: string, partyId: string, limit: object): Promise<string> {
    const { id } = await must('POST', './cases', { issue, placeId: null })
    await step(id, { step: 'dispatch', partyId, limit })
    return id
  }
  async function sentBack(issue: string): Promise<void> {
    await step(ids[issue]!, { step: 'feed-back', note: '弄好了' })
    await step(ids[issue]!, { step: 'rework', reason: '还是老样子' }, 'fang')
  }
  async function morning(day: string): Promise<void> {
    const { now } = office.clock
    office.clock.now = at(`${day} 08:30`)
    await digestsAt(office.app, office.clock.now)
    office.clock.now = now
  }
  /** Problems on papers of a state, with whom they go to. */
  async function papers(state: 'draft' | 'sent' | 'dropped') {
    const { rows } = await must('GET', `./cases/papers?kind=supervise&state=${state}`)
    const views = await Promise.all(rows.map(({ id }: { id: string }) => must('GET', `./cases/papers/${id}`)))
    return views.map(({ id, addressee, intro, rows, author, number, version }) => ({
      id,
      version,
      author,
      number,
      addressee,
      intro,
      issues: rows.map((row: { issue: string }) => row.issue).toSorted(),
    }))
  }

  it('nothing is drafted before its time, or while the office has it switched off', async () => {
    await morning('2026-06-17')
    assert.deepEqual(await papers('draft'), [])
    const settings = await must('GET', './case-settings', undefined, 'fang')
    const off = { ...settings, supervise: { daily: false, overDays: 2, reworks: 2 } }
    await must('PUT', './case-settings', off, 'fang')
    await morning('2026-06-29')
    assert.deepEqual(await papers('draft'), [])
    await must('PUT', './case-settings', { ...settings, supervise: { daily: true, overDays: 2, reworks: 2 } }, 'fang')
  })

  it('what is late becomes a draft without a number, once, and nothing is sent', async () => {
    await morning('2026-06-29')
    await morning('2026-06-30')
    const [draft, ...more] = await papers('draft')
    assert.deepEqual(more, [])
    assert.deepEqual(
      [draft!.addressee, draft!.issues, draft!.number, draft!.author],
      ['供水公司', ['管道渗漏'], '', '系统'],
    )
    assert.deepEqual(await papers('sent'), [])
    assert.match(JSON.stringify(await must('GET', './home', undefined, 'fang')), /papers-in-draft|拟稿/)
  })

  it('what a leader dropped is not drafted again by itself, but may be asked for', async () => {
    const [draft] = await papers('draft')
    await must('POST', `./cases/papers/${draft!.id}/drop`, { version: draft!.version, reason: '已电话催过' }, 'fang')
    await morning('2026-07-01')
    assert.deepEqual(await papers('draft'), [])
  })

  it('what was sent back twice and is still not right counts as well, in words that fit', async () => {
    await sentBack('树枝压线')
    await morning('2026-07-01')
    assert.deepEqual(await papers('draft'), [])
    await sentBack('树枝压线')
    await morning('2026-07-02')
    const [draft] = await papers('draft')
    assert.deepEqual([draft!.addressee, draft!.issues], ['绿化队', ['树枝压线']])
    assert.match(draft!.intro, /退回重改/)
    const sent = await must('POST', `./cases/papers/${draft!.id}/send`, { version: draft!.version }, 'fang')
    assert.match(sent.number, /^督办〔2026〕1号$/)
    await morning('2026-07-03')
    assert.deepEqual(await papers('draft'), [])
  })
})
