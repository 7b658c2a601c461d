import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { FastifyReply } from 'fastify'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { Problem } from '#kernel/problem.ts'
import { createReport, issueReport, returnReport, saveReport, submitReport, withdrawReport } from './acts.ts'
import { type FigureAttrs, figuresOf, type ReportDoc } from './doc.ts'
import { reportPaper } from './document.ts'
import { getChanges } from './changes.ts'
import { getEvidence } from './evidence.ts'
import { askFigure, getReport, listAdvice, listReports, listTypedNumbers } from './looks.ts'
import { checkOutline, getOutline, listOutlines, saveOutline } from './outlines.ts'
import { sendReportDocument } from './send-document.ts'
import { type ReportOffice, reportOffice, type Sweep } from './test-office.ts'

const HALF = { from: '2021-01-01', to: '2021-06-30' }
const SOURCE = [
  '# {{community.name}}{{period.text}}清扫小结',
  '## 一、清扫',
  '共清扫{{sweep.count}}，参加{{sweep.people}}，六月{{sweep.people|period=month|print=exact}}。',
  '## 二、问题',
  '{{problems}}',
  '## 三、打算',
  '{{next-steps}}',
].join('\n\n')

const refusedWith = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
const printed = (doc: ReportDoc): string[] => figuresOf(doc).map((node) => node.attrs.printed)

describe('a report', () => {
  let office: ReportOffice
  before(async () => {
    office = await reportOffice()
    await office.act(office.min, (c) =>
      saveOutline(c, 'sweeping', { name: '清扫小结', period: 'free', source: SOURCE, version: 0 }),
    )
  })
  after(() => office.close())

  async function draft(): Promise<{ id: string; doc: ReportDoc; version: number }> {
    office.sweeps.splice(
      0,
      Infinity,
      { id: newId(), version: 1, day: '2021-03-05', place: '槐树巷', people: 31 },
      { id: newId(), version: 1, day: '2021-06-04', place: '东风里', people: 22 },
      { id: newId(), version: 1, day: '2021-07-01', place: '东风里', people: 90 },
    )
    return office.act(office.lan, (c) => createReport(c, { outline: 'sweeping', ...HALF }))
  }

  async function issued(): Promise<string> {
    const { id, version } = await draft()
    const sent = await office.act(office.lan, (c) => submitReport(c, id, version))
    await office.act(office.min, (c) => issueReport(c, id, sent.version))
    return id
  }

  it('is drafted from its outline, every slot answered for its own period', async () => {
    const { id, doc } = await draft()
    assert.deepEqual(printed(doc), ['2次', '50余人次', '22人次'])
    const report = await office.act(office.lan, (c) => getReport(c, id))
    assert.equal(report.title, '柳树街社区2021年1月1日至6月30日清扫小结')
    assert.deepEqual(report.may, { save: true, submit: true, return: false, issue: false, withdraw: true })
    assert.equal(report.state, 'draft')
  })

  it('throws away whatever value a browser sends', async () => {
    const { id, doc, version } = await draft()
    const forged = structuredClone(doc)
    for (const node of figuresOf(forged))
      Object.assign(node.attrs, {
        value: '999',
        printed: '999次',
        count: 999,
        label: '假',
        unit: '假',
      } satisfies Partial<FigureAttrs>)
    const saved = await office.act(office.lan, (c) => saveReport(c, id, { title: '改题', doc: forged, version }))
    assert.deepEqual(printed(saved.doc), ['2次', '50余人次', '22人次'])
    const stored = await office.act(office.lan, (c) => getReport(c, id))
    assert.deepEqual(printed(stored.doc), ['2次', '50余人次', '22人次'])
    assert.equal(stored.title, '改题')
  })

  it('shows figures of today while it is a draft, and keeps them once issued', async () => {
    const { id } = await draft()
    office.sweeps.push({ id: newId(), version: 1, day: '2021-05-05', place: '槐树巷', people: 7 })
    assert.deepEqual(printed((await office.act(office.lan, (c) => getReport(c, id))).doc), ['3次', '60人次', '22人次'])
    const done = await issued()
    office.sweeps.length = 0
    assert.deepEqual(printed((await office.act(office.lan, (c) => getReport(c, done))).doc), [
      '2次',
      '50余人次',
      '22人次',
    ])
  })

  it('names a chip pasted twice anew, so that each freezes on its own', async () => {
    const { id, doc, version } = await draft()
    doc.content.push(structuredClone(doc.content[1]!))
    const saved = await office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc, version }))
    assert.equal(new Set(figuresOf(saved.doc).map((node) => node.attrs.chip)).size, 6)
  })

  it('refuses a document with parts of its own making, and a stale version', async () => {
    const { id, doc, version } = await draft()
    const strange = { type: 'doc', content: [{ type: 'iframe' }] } as unknown as ReportDoc
    await assert.rejects(
      office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc: strange, version })),
      refusedWith('request.invalid'),
    )
    await office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc, version }))
    await assert.rejects(
      office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc, version })),
      refusedWith('report.changed'),
    )
  })

  it('goes 拟稿 → 审核 → 退回 → 审核 → 定稿, each step in history with its note', async () => {
    const { id, version } = await draft()
    await assert.rejects(
      office.act(office.min, (c) => issueReport(c, id, version)),
      refusedWith('report.state'),
    )
    const sent = await office.act(office.lan, (c) => submitReport(c, id, version))
    const back = await office.act(office.min, (c) => returnReport(c, id, sent.version, '请补写六月情况'))
    assert.equal(back.state, 'draft')
    const again = await office.act(office.lan, (c) => submitReport(c, id, back.version))
    const done = await office.act(office.min, (c) => issueReport(c, id, again.version))
    const rows = await office.history(id)
    assert.deepEqual(
      rows.map((row) => row.event),
      ['report.created', 'report.submitted', 'report.returned', 'report.submitted', 'report.issued'],
    )
    assert.deepEqual(
      rows.map((row) => row.version),
      [1, 2, 3, 4, 5],
    )
    assert.equal(rows[2]!.reason, '请补写六月情况')
    const report = await office.act(office.lan, (c) => getReport(c, id))
    assert.equal(report.position, rows[4]!.position)
    assert.deepEqual(report.may, { save: false, submit: false, return: false, issue: false, withdraw: false })
    await assert.rejects(
      office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc: report.doc, version: done.version })),
      refusedWith('report.state'),
    )
    await assert.rejects(
      office.act(office.lan, (c) => withdrawReport(c, id, done.version, '')),
      refusedWith('report.state'),
    )
  })

  it('is issued by somebody else where the community wants that', async () => {
    await office.settings({ reviewByOther: true })
    try {
      const { id, version } = await draft()
      const sent = await office.act(office.lan, (c) => submitReport(c, id, version))
      const seen = await office.act(office.lan, (c) => getReport(c, id))
      assert.deepEqual([seen.may.issue, seen.needsOther], [false, true])
      await assert.rejects(
        office.act(office.lan, (c) => issueReport(c, id, sent.version)),
        refusedWith('report.own-issue'),
      )
      assert.equal((await office.act(office.min, (c) => issueReport(c, id, sent.version))).state, 'issued')
    } finally {
      await office.settings({})
    }
  })

  it('is gone from the list and from every step once withdrawn', async () => {
    const { id, version } = await draft()
    await office.act(office.lan, (c) => withdrawReport(c, id, version, '写错时段'))
    const list = await office.act(office.lan, (c) => listReports(c, { offset: 0, limit: 200 }))
    assert.ok(!list.rows.some((row) => row.id === id))
    await assert.rejects(
      office.act(office.lan, (c) => submitReport(c, id, version + 1)),
      refusedWith('report.missing'),
    )
  })

  it('answers one chip for another period and print without saving', async () => {
    const { id, version } = await draft()
    const ask = { chip: newId(), key: 'sweep.people', from: '2021-03-01', to: '2021-03-31', print: 'default' as const }
    assert.equal((await office.act(office.lan, (c) => askFigure(c, id, ask))).printed, '30余人次')
    assert.equal((await office.act(office.lan, (c) => askFigure(c, id, { ...ask, print: 'exact' }))).printed, '31人次')
    assert.equal((await office.act(office.lan, (c) => getReport(c, id))).version, version)
    await assert.rejects(
      office.act(office.lan, (c) => askFigure(c, id, { ...ask, key: 'no.such' })),
      refusedWith('chip.unknown-key'),
    )
    await assert.rejects(
      office.act(office.lan, (c) => askFigure(c, id, { ...ask, from: '2021-04-01' })),
      refusedWith('report.period'),
    )
  })

  it('says of a figure nobody entered, or nobody offers, that it has no value', async () => {
    const { id, doc, version } = await draft()
    const chips = ['site.area', 'no.such'].map((key) => ({
      type: 'figure' as const,
      attrs: { ...figuresOf(doc)[0]!.attrs, chip: newId(), key },
    }))
    doc.content.push({ type: 'paragraph', content: chips })
    const saved = await office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc, version }))
    const [area, unknown] = figuresOf(saved.doc).slice(-2)
    assert.deepEqual([area!.attrs.value, area!.attrs.printed], [null, '—平方公里'])
    assert.match(area!.attrs.problem!, /尚未登记/)
    assert.match(unknown!.attrs.problem!, /no\.such/)
    const advice = await office.act(office.lan, (c) => listAdvice(c, id))
    assert.equal(advice.filter((one) => one.code === 'check.no-value').length, 2)
  })

  it('lists numbers typed by hand with their place', async () => {
    const { id, doc, version } = await draft()
    doc.content.push({ type: 'paragraph', content: [{ type: 'text', text: '另外修补围墙25米。' }] })
    await office.act(office.lan, (c) => saveReport(c, id, { title: '题', doc, version }))
    const typed = await office.act(office.lan, (c) => listTypedNumbers(c, id))
    assert.deepEqual(
      typed.map(({ block, start, end, text }) => ({ block, start, end, text })),
      [{ block: doc.content.length - 1, start: 6, end: 9, text: '25米' }],
    )
  })

  it('opens a chip to its records: live before issue, frozen after', async () => {
    const { id, doc } = await draft()
    const chip = figuresOf(doc)[1]!.attrs.chip
    const page = { chip, offset: 0, limit: 1 }
    const live = await office.act(office.lan, (c) => getEvidence(c, id, page))
    assert.deepEqual(
      [live.frozen, live.total, live.rows.length, live.exact, live.printed],
      [false, 2, 1, '53人次', '50余人次'],
    )
    const done = await issued()
    const own = figuresOf((await office.act(office.lan, (c) => getReport(c, done))).doc)[1]!.attrs.chip
    office.sweeps.length = 0
    const frozen = await office.act(office.lan, (c) => getEvidence(c, done, { chip: own, offset: 1, limit: 5 }))
    assert.deepEqual([frozen.frozen, frozen.total, frozen.rows[0]!.amount, frozen.exact], [true, 2, '22', '53人次'])
    await assert.rejects(
      office.act(office.lan, (c) => getEvidence(c, done, { chip: newId(), offset: 0, limit: 5 })),
      refusedWith('chip.missing'),
    )
  })

  it('says after issue which figures moved, and which records moved them', async () => {
    const id = await issued()
    assert.deepEqual((await office.act(office.lan, (c) => getChanges(c, id))).figures, [])
    const [march] = office.sweeps
    Object.assign(march!, { people: 35, version: 2 })
    office.sweeps.push({ id: newId(), version: 1, day: '2021-06-25', place: '槐树巷', people: 10 })
    const { figures } = await office.act(office.lan, (c) => getChanges(c, id))
    assert.deepEqual(figures.map((one) => [one.key, one.frozenPrinted, one.printed]).sort(), [
      ['sweep.count', '2次', '3次'],
      ['sweep.people', '22人次', '32人次'],
      ['sweep.people', '50余人次', '60余人次'],
    ])
    const year = figures.find((one) => one.frozenValue === '53')!
    assert.deepEqual(
      year.records.map((row) => [row.moved, row.before, row.amount]),
      [
        ['changed', '31', '35'],
        ['added', null, '10'],
      ],
    )
    const { id: other } = await draft()
    await assert.rejects(
      office.act(office.lan, (c) => getChanges(c, other)),
      refusedWith('report.not-issued'),
    )
  })

  it('draws its problems from those open on the last day, freezes them and sees them put right', async () => {
    const first = await office.addProblem({
      pointType: '楼院',
      issue: '楼道堆物',
      place: '槐树巷2号院',
      day: '2021-04-06',
    })
    await office.addProblem({ pointType: '背街小巷', issue: '路灯不亮', place: '柳条巷', day: '2021-05-06' })
    await office.addProblem({ pointType: '楼院', issue: '积水', place: '东风里', day: '2021-07-01' })
    await office.addProblem({ pointType: '楼院', issue: '积水', place: '东风里', day: '2021-03-01', status: '已整改' })
    const id = await issued()
    const { doc } = await office.act(office.lan, (c) => getReport(c, id))
    const block = doc.content.find((node) => node.type === 'problems')!
    assert.deepEqual(
      block.attrs.groups.flatMap((group) => group.items.map((item) => item.text)).sort(),
      ['柳条巷存在路灯不亮问题', '槐树巷2号院存在楼道堆物问题'].sort(),
    )
    const steps = doc.content.find((node) => node.type === 'nextSteps')!
    assert.deepEqual(
      steps.attrs.groups.map((group) => group.pointType),
      block.attrs.groups.map((group) => group.pointType),
    )
    await office.owner((tx) =>
      tx.updateTable('problem_case').set({ state: 'declined' }).where('id', '=', first).execute(),
    )
    const { figures } = await office.act(office.lan, (c) => getChanges(c, id))
    assert.deepEqual(
      figures.map((one) => [one.label, one.frozenValue, one.value, one.records[0]?.moved]),
      [['楼院：楼道堆物', '1', '0', 'removed']],
    )
    const item = await office.act(office.lan, (c) =>
      getEvidence(c, id, { chip: figures[0]!.chip, offset: 0, limit: 5 }),
    )
    assert.deepEqual([item.frozen, item.rows[0]!.id], [true, first])
  })

  it('becomes a 报送版, and a 底稿 whose annex lists the records of every figure once', async () => {
    const { id } = await draft()
    const clean = await office.act(office.lan, (c) => reportPaper(c, id, 'clean'))
    assert.match(clean.fileName, /（报送版·未定稿）\.docx$/)
    assert.deepEqual(clean.paper.annexes, [])
    assert.equal(clean.paper.blocks[0]!.kind, 'title')
    assert.deepEqual(clean.paper.blocks.at(-1), { kind: 'signoff', unit: '柳树街社区', date: '2021年7月2日' })
    const done = await issued()
    office.sweeps.length = 0
    const { paper, fileName } = await office.act(office.lan, (c) => reportPaper(c, done, 'draft'))
    assert.match(fileName, /（底稿）\.docx$/)
    const tables = paper.annexes!.flatMap((annex) => annex.blocks).filter((block) => block.kind === 'table')
    assert.deepEqual(
      tables.map((table) => [table.rows.length, table.total!.at(-1)]),
      [
        [2, '2次'],
        [2, '53人次'],
        [1, '22人次'],
      ],
    )
    assert.equal(tables[1]!.rows[0]![4], '31人次')
  })

  it('shows the pictures of its records, before beside after, each record once', async () => {
    const { id } = await draft()
    const [march] = office.sweeps
    march!.photos = 3
    const colours = { before: '#111', after: '#eee', scene: '#777' }
    for (const [role, background] of Object.entries(colours)) {
      const bytes = await sharp({ create: { width: 1600, height: 1200, channels: 3, background } })
        .png()
        .toBuffer()
      await office.addPhoto(march!.id, role as keyof typeof colours, bytes)
    }
    const { paper } = await office.act(office.lan, (c) => reportPaper(c, id, 'draft'))
    const pages = paper.annexes!.flatMap((annex) => annex.blocks).filter((block) => block.kind === 'photos')
    assert.deepEqual(
      pages.map((page) => page.items.map((item) => Boolean(item.pairWith))),
      [[true, false]],
    )
    assert.match(pages[0]!.items[0]!.caption, /^2021-03-05 槐树巷 集中清扫 整改前$/)
    assert.ok((await sharp(pages[0]!.items[0]!.bytes).metadata()).width! <= 900)
    for (const item of pages[0]!.items) {
      assert.match(item.stamp![0]!, /^没有拍摄时间/)
      assert.match(item.stamp![1]!, /^服务器收到 \d{4}-\d\d-\d\d \d\d:\d\d$/)
    }
    march!.photos = 0
  })

  it('is sent with a Chinese file name that any client can read', async () => {
    const { id } = await draft()
    const sent: Record<string, string> = {}
    const reply = {
      type: () => reply,
      header: (name: string, value: string) => ((sent[name] = value), reply),
      send: () => reply,
    } as unknown as FastifyReply
    await sendReportDocument({ app: office.app, reader: office.lan, reply }, id, 'clean')
    assert.match(
      sent['content-disposition']!,
      /^attachment; filename="report-clean\.docx"; filename\*=UTF-8''%E6%9F%B3%E6%A0%91/,
    )
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(sent['content-disposition']!, /[^\u0020-\u007e]/)
  })

  it('freezes exactly what stood, and tells every later difference, whatever is done to the ledger', async () => {
    const change = fc.record({
      at: fc.nat(9),
      people: fc.integer({ min: 0, max: 60 }),
      what: fc.constantFrom('add', 'drop', 'mend'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const id = await issued()
        const before = new Map(office.sweeps.map((sweep) => [sweep.id, { ...sweep }]))
        for (const { at, people, what } of changes) {
          const index = at % Math.max(1, office.sweeps.length)
          if (what === 'add')
            office.sweeps.push({ id: newId(), version: 1, day: '2021-04-09', place: '东风里', people })
          else if (what === 'drop') office.sweeps.splice(index, 1)
          else if (office.sweeps[index])
            office.sweeps[index] = { ...office.sweeps[index], people, version: office.sweeps[index].version + 1 }
        }
        const sumOf = (sweeps: Iterable<Sweep>): number =>
          [...sweeps].filter((one) => one.day <= HALF.to).reduce((sum, one) => sum + one.people, 0)
        const { figures } = await office.act(office.lan, (c) => getChanges(c, id))
        const half = figures.find((one) => one.key === 'sweep.people' && one.from === HALF.from)
        assert.equal(half !== undefined, sumOf(before.values()) !== sumOf(office.sweeps))
        if (!half) return
        assert.equal(Number(half.frozenValue), sumOf(before.values()))
        assert.equal(Number(half.value), sumOf(office.sweeps))
        const told = half.records.reduce(
          (sum, row) => sum + (row.moved === 'removed' ? 0 : Number(row.amount)) - Number(row.before ?? 0),
          0,
        )
        assert.equal(told, Number(half.value) - Number(half.frozenValue))
      }),
      { numRuns: 12 },
    )
  })

  it('is written as a Word file under its Chinese name by the command line', async () => {
    const made = await office.act(office.min, (c) =>
      office.app.commands.run(c, 'report.create', { outline: 'sweeping', ...HALF, title: '半年/小结' }),
    )
    const done = await office.act(office.min, (c) => office.app.commands.run(c, 'report.issue', { id: made.id }))
    assert.ok(done.position > 0)
    const file = await office.act(office.min, (c) =>
      office.app.commands.run(c, 'report.docx', { id: made.id, edition: 'clean' }),
    )
    assert.equal(file.fileName, '半年 小结（报送版）.docx')
    assert.equal(Buffer.from(file.bytes.slice(0, 2)).toString(), 'PK')
  })

  it('refuses a period turned round or without end, and an outline that is not there', async () => {
    const make = (more: object) =>
      office.act(office.lan, (c) => createReport(c, { outline: 'sweeping', ...HALF, ...more }))
    await assert.rejects(make({ from: '2021-07-01' }), refusedWith('report.period'))
    await assert.rejects(make({ from: '1990-01-01' }), refusedWith('report.period-long'))
    await assert.rejects(make({ outline: 'none' }), refusedWith('outline.missing'))
    const { id } = await draft()
    await assert.rejects(make({ id }), refusedWith('report.id-taken'))
  })

  it('cannot be seen from another community', async () => {
    const { id } = await draft()
    const outside = { ...office.lan, communityId: newId(), nodes: [] }
    await assert.rejects(
      office.act(outside, (c) => getReport(c, id)),
      refusedWith('report.missing'),
    )
  })

  it('takes its outline from the community where it has its own, checked against the ledger', async () => {
    const list = await office.act(office.lan, (c) => listOutlines(c))
    assert.deepEqual(
      list.map(({ code, own }) => [code, own]),
      [
        ['annual', false],
        ['monthly', false],
        ['quarterly', false],
        ['sweeping', true],
      ],
    )
    const check = await office.act(office.lan, (c) => checkOutline(c, '清扫{{sweep.cuont}}'))
    assert.deepEqual(
      check.findings.map((finding) => [finding.line, finding.code]),
      [[1, 'outline.key-unknown']],
    )
    const save = (version: number, source: string) =>
      office.act(office.lan, (c) => saveOutline(c, 'monthly', { name: '月报', period: 'month', source, version }))
    await assert.rejects(save(0, '{{no.such}}'), refusedWith('outline.invalid'))
    assert.equal((await save(0, '本月{{sweep.count}}。')).version, 1)
    await assert.rejects(save(0, '旧版'), refusedWith('object.changed'))
    assert.equal((await office.act(office.lan, (c) => getOutline(c, 'monthly'))).own, true)
  })
})
