import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { Saved } from '#kernel/saved.ts'
import { cleanup, type LedgerWorld, ledgerWorld } from '#slices/ledger/test-ledger.ts'
import type { FigureNode, ReportDoc } from '#slices/reports/doc.ts'
import { keysOf, parseOutline } from '#slices/reports/outline-parser.ts'
import { shippedOutlines } from '#slices/reports/shipped.ts'

/** The report over the real ledger, through the public doors: from a record to a Word file and to what moved since. */
describe('a report over the real ledger', () => {
  let world: LedgerWorld
  let recorded: Saved[]
  before(async () => {
    world = await ledgerWorld()
    const { elm, plum, lane } = world.places
    const problem = (placeId: string, pointType: string, issue: string) => ({
      id: newId(),
      placeId,
      pointType,
      issue,
      checkItem: '',
      locus: '',
      foundOn: '2026-04-02',
      partyId: null,
      fixed: false,
      fixedOn: null,
      note: '',
    })
    recorded = await world.run((c) =>
      c.app.commands.run(c, 'entry.record', {
        items: [
          cleanup(elm, { amounts: { piles: '14', tons: '3.25' }, dayFrom: '2026-03-12', dayTo: '2026-03-12' }),
          cleanup(lane, { amounts: { piles: '9' }, dayFrom: '2026-05-20', dayTo: '2026-05-20' }),
        ],
      }),
    )
    await world.run((c) =>
      c.app.commands.run(c, 'case.import', {
        items: [problem(plum, '楼院', '楼道堆物'), problem(lane, '背街小巷', '路面破损')],
        reason: '',
      }),
    )
  })
  after(() => world.close())

  const qin = () => world.office.as('qin')
  const chipsOf = (doc: ReportDoc): FigureNode['attrs'][] =>
    doc.content
      .flatMap((node) => ('content' in node ? (node.content ?? []) : []))
      .flatMap((node) => (node.type === 'figure' ? [node.attrs] : []))

  it('ships outlines whose every slot the ledger can answer', async () => {
    const keys = await world.run(async (c) => new Set((await c.app.figures.defs(c.tx, c.reader)).map((def) => def.key)))
    for (const { code, source } of await shippedOutlines()) {
      assert.deepEqual(
        keysOf(parseOutline(source)).filter((key) => !keys.has(key)),
        [],
        code,
      )
      assert.deepEqual(parseOutline(source, keys).findings, [], code)
    }
  })

  it('goes from draft to issue, Word file and changes', async () => {
    const made = await qin()('POST', './reports', { outline: 'annual', from: '2026-01-01', to: '2026-12-31' })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    const { id } = made.body
    const piles = chipsOf(made.body.doc).find((chip) => chip.key === 'cleanup.garbage.piles')!
    assert.deepEqual([piles.value, piles.printed, piles.count], ['23', '23处', 2])
    const typed = structuredClone(made.body.doc) as ReportDoc
    typed.content.push({ type: 'paragraph', content: [{ type: 'text', text: '另走访老人18户。' }] })
    const saved = await qin()('PUT', `./reports/${id}`, {
      title: made.body.title ?? '年度汇报',
      doc: typed,
      version: 1,
    })
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
    const numbers = await qin()('GET', `./reports/${id}/typed-numbers`)
    assert.deepEqual(
      numbers.body.rows.map((row: { text: string }) => row.text),
      ['18户'],
    )
    const evidence = await qin()('GET', `./reports/${id}/evidence?chip=${piles.chip}`)
    assert.deepEqual(evidence.body.rows.map((row: { amount: string }) => Number(row.amount)).sort(), [14, 9])
    const sent = await qin()('POST', `./reports/${id}/submit`, { version: saved.body.version })
    const issued = await world.office.as('fang')('POST', `./reports/${id}/issue`, { version: sent.body.version })
    assert.equal(issued.body.state, 'issued')
    const text = JSON.stringify(issued.body.doc)
    assert.match(text, /石板巷存在路面破损问题/)
    assert.match(text, /梅园存在楼道堆物问题/)
    for (const edition of ['clean', 'draft']) {
      const file = await qin()('GET', `./reports/${id}/report.docx?edition=${edition}`)
      assert.equal(file.status, 200)
      assert.equal(file.raw.subarray(0, 2).toString(), 'PK')
    }
    assert.deepEqual((await qin()('GET', `./reports/${id}/changes`)).body.figures, [])
    await world.run((c) =>
      c.app.commands.run(c, 'entry.correct', {
        items: [
          {
            ...cleanup(world.places.lane, { amounts: { piles: '11' }, dayFrom: '2026-05-20', dayTo: '2026-05-20' }),
            id: recorded[1]!.id,
            reason: '漏记两处',
          },
        ],
      }),
    )
    const changes = await qin()('GET', `./reports/${id}/changes`)
    assert.deepEqual(
      changes.body.figures.map((one: { key: string; frozenPrinted: string; printed: string }) => [
        one.key,
        one.frozenPrinted,
        one.printed,
      ]),
      [['cleanup.garbage.piles', '23处', '25处']],
    )
    assert.deepEqual(
      changes.body.figures[0].records.map((row: { id: string; moved: string }) => [row.id, row.moved]),
      [[recorded[1]!.id, 'changed']],
    )
  })

  it('refuses what a browser must not send, with a sentence', async () => {
    const { body } = await qin()('POST', './reports', { outline: 'monthly', from: '2026-05-01', to: '2026-05-31' })
    const put = (doc: unknown) => qin()('PUT', `./reports/${body.id}`, { title: '月报', doc, version: 1 })
    assert.equal((await put({ type: 'doc', content: [{ type: 'image', attrs: { src: 'x' } }] })).status, 400)
    assert.equal(
      (
        await put({
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: '字'.repeat(5_000) }] }],
        })
      ).status,
      400,
    )
    assert.equal(
      (await qin()('POST', './reports', { outline: '../../etc', from: '2026-05-01', to: '2026-05-31' })).status,
      400,
    )
    assert.equal(
      (await qin()('POST', './reports', { outline: 'monthly', from: '2026-02-30', to: '2026-05-31' })).status,
      400,
    )
    assert.equal((await qin()('GET', './reports/not-an-id')).status, 404)
    const stale = await qin()('PUT', `./reports/${body.id}`, { title: '月报', doc: body.doc, version: 7 })
    assert.deepEqual([stale.status, stale.body.code], [409, 'report.changed'])
  })

  it('keeps grid members out, lets the supervisor read and download, and nobody from next door in', async () => {
    const { body } = await qin()('POST', './reports', { outline: 'monthly', from: '2026-05-01', to: '2026-05-31' })
    assert.equal((await world.office.as('guo')('GET', './reports')).status, 403)
    const shen = world.office.as('shen')
    assert.equal((await shen('GET', `./reports/${body.id}`)).status, 200)
    assert.equal((await shen('GET', `./reports/${body.id}/report.docx`)).status, 200)
    assert.equal((await shen('POST', `./reports/${body.id}/submit`, { version: 1 })).status, 403)
    assert.equal((await world.office.as('neighbour')('GET', `/api/c/lindong/reports/${body.id}`)).status, 404)
  })
})
