import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { addDays, dayAt } from '#kernel/days.ts'
import type { FigurePeriod } from '#kernel/figure.ts'
import { newId } from '#kernel/ids.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import { type CaseBody, UNTOUCHED } from '#slices/cases/case-body.ts'
import { type CaseState, SOURCES } from '#slices/cases/schema.ts'
import { writeCases } from '#slices/cases/store-write.ts'
import { type LedgerWorld, ledgerWorld } from '#slices/ledger/test-ledger.ts'

/** Rates of closing, put right and coming back: all of them counted from cases, none typed. */
let world: LedgerWorld
before(async () => {
  world = await ledgerWorld()
})
after(() => world.close())
beforeEach(() =>
  world.app.db.asOwner(async (tx) => {
    await sql`delete from problem_case`.execute(tx)
  }),
)

const noon = (day: string): string => instantOf(day, 12 * 60).toISOString()
const endOf = (day: string): string => instantOf(day, 24 * 60).toISOString()

/** A case accepted on the day it was found. */
function made(foundOn: string, more: Partial<CaseBody> = {}): CaseBody {
  return {
    ...UNTOUCHED,
    typeCode: '',
    pointType: '',
    checkItem: '',
    severity: 'ordinary',
    issue: '路面破损',
    placeId: world.places.lane,
    locus: '',
    source: 'patrol',
    sourceRef: '',
    foundOn,
    handedDown: false,
    author: world.reader.actor,
    recordedAt: noon(foundOn),
    state: 'accepted',
    acceptedAt: noon(foundOn),
    act: { step: 'report', note: '' },
    ...more,
  }
}

const closedOn = (day: string): Partial<CaseBody> => ({
  state: 'closed',
  closing: 'checked',
  closedAt: noon(day),
  closedBy: newId(),
})

const times = (n: number, make: (index: number) => CaseBody): CaseBody[] => Array.from({ length: n }, (_, i) => make(i))

async function register(bodies: CaseBody[]): Promise<void> {
  const changes = bodies.map((body) => ({ id: newId(), version: 1, body, event: 'case.reported' }))
  await world.run((c) => writeCases(c.tx, c.reader, changes, c.app.now()))
}

async function figures(period: FigurePeriod & { placeId?: string }): Promise<Record<string, [string | null, number]>> {
  return world.run(async ({ app, tx, reader }) => {
    const defs = (await app.figures.defs(tx, reader)).filter((def) => def.source === 'cases')
    const answers = await app.figures.answerAll(
      tx,
      reader,
      defs.map((def) => ({ def, scope: period })),
    )
    return Object.fromEntries(defs.map((def, at) => [def.key, [answers[at]!.value, answers[at]!.count]]))
  })
}

const DECEMBER = { from: '2020-12-01', to: '2020-12-31' }

test('a month of 1054 reports comes out as its bulletin has it, every figure from the cases', async () => {
  const day = (index: number): string => addDays('2020-12-01', index % 20)
  const source = (index: number): Partial<CaseBody> => ({ source: index < 953 ? 'patrol' : 'resident' })
  const due = { dueAt: endOf('2020-12-24') }
  await register([
    ...times(58, (index) => made(day(index), { state: 'declined', acceptedAt: null })),
    ...times(996, (index) =>
      made(day(index), {
        ...source(index),
        ...(index >= 972
          ? { dueAt: endOf('2021-01-05'), state: 'fixing' }
          : index >= 911
            ? { ...due, state: 'fixing' }
            : { ...due, ...closedOn(index < 737 ? '2020-12-24' : '2020-12-28') }),
      }),
    ),
  ])
  const found = await figures(DECEMBER)
  const wanted = {
    'case.received.count': ['1054', 1054],
    'case.registered.count': ['996', 996],
    'case.due.count': ['972', 972],
    'case.closed.count': ['911', 911],
    'case.ontime.count': ['737', 737],
    'case.closing.rate': ['93.72', 972],
    'case.ontime.rate': ['75.82', 972],
    'case.patrol.share': ['95.68', 996],
    'case.resident.share': ['4.32', 996],
  }
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted)
})

test('a rate shows the whole it is a share of, those that count first', async () => {
  await register([
    made('2020-12-02', { issue: '积水', dueAt: endOf('2020-12-09'), state: 'fixing' }),
    made('2020-12-01', { issue: '堆物', dueAt: endOf('2020-12-09'), ...closedOn('2020-12-09') }),
    made('2020-12-03', { issue: '破损', dueAt: endOf('2020-12-31'), ...closedOn('2021-01-01') }),
    made('2020-12-04', { issue: '外月', dueAt: endOf('2021-01-01'), ...closedOn('2020-12-05') }),
  ])
  const { body } = await world.office.as('shen')('GET', './figures/case.closing.rate?from=2020-12-01&to=2020-12-31')
  assert.deepEqual([body.figure.value, body.figure.unit, body.figure.printed], ['33.33', '%', '33.33%'])
  assert.deepEqual(
    body.rows.map((row: Record<string, unknown>) => [row.type, row.title, row.amount]),
    [
      ['case', '堆物', '1'],
      ['case', '破损', '0'],
      ['case', '积水', '0'],
    ],
  )
})

test('suspended cases leave the denominator of what was on time, and of nothing else', async () => {
  const due = { dueAt: endOf('2020-12-15') }
  await register([
    ...times(79, () => made('2020-12-01', { ...due, ...closedOn('2020-12-15') })),
    ...times(15, () => made('2020-12-01', { ...due, ...closedOn('2020-12-16') })),
    ...times(6, () =>
      made('2020-12-01', { ...due, state: 'suspended', suspensions: 1, stoppedAt: noon('2020-12-10') }),
    ),
  ])
  const found = await figures(DECEMBER)
  assert.deepEqual(found['case.closing.rate'], ['94.00', 100])
  assert.deepEqual(found['case.ontime.rate'], ['84.04', 94])
})

test('28 of 57 problems put right by the tenth are 49.12 %; what was closed before the register is in no rate', async () => {
  await register([
    ...times(28, () => made('2020-10-02', closedOn('2020-10-10'))),
    ...times(29, (index) => made('2020-10-02', index < 4 ? closedOn('2020-10-11') : { state: 'fixing' })),
    ...times(9, () => made('2020-10-02', { state: 'declined', acceptedAt: null })),
    ...times(5, () =>
      made('2020-10-02', {
        source: 'import',
        state: 'closed',
        closing: 'before',
        closedAt: noon('2020-10-03'),
        acceptedAt: null,
      }),
    ),
  ])
  const found = await figures({ from: '2020-10-01', to: '2020-10-10' })
  assert.deepEqual(found['case.fixed.rate'], ['49.12', 57])
  assert.deepEqual(
    [found['problem.found.count'], found['problem.fixed.count']],
    [
      ['62', 62],
      ['33', 33],
    ],
  )
  assert.deepEqual(found['problem.open.count'], ['29', 29])
  assert.deepEqual(found['case.relapse.rate'], [null, 0])
})

// ---- any register against a plain recount

const day = fc.integer({ min: 0, max: 70 }).map((offset) => addDays('2020-11-10', offset))
const maybe = fc.option(day, { freq: 2 })
const STATES: CaseState[] = ['reported', 'accepted', 'dispatched', 'fixing', 'suspended', 'declined']
const anyCase = fc
  .record({
    found: day,
    late: fc.nat(3),
    accepted: fc.boolean(),
    due: maybe,
    closed: maybe,
    before: fc.boolean(),
    rechecked: maybe,
    relapsed: fc.boolean(),
    state: fc.constantFrom(...STATES),
    rework: fc.nat(2),
    extensions: fc.nat(2),
    source: fc.constantFrom(...SOURCES),
    place: fc.constantFrom('elm', 'elm3', 'lane', 'north'),
  })
  .map((any) => (): CaseBody => {
    const known = any.accepted || any.closed !== null
    const before = any.before && any.closed !== null
    const state: CaseState =
      any.closed === null
        ? any.accepted
          ? any.state
          : 'reported'
        : any.rechecked
          ? any.relapsed
            ? 'relapsed'
            : 'kept'
          : 'closed'
    return made(any.found, {
      source: before ? 'import' : any.source,
      placeId: world.places[any.place as 'elm'],
      recordedAt: noon(addDays(any.found, any.late)),
      acceptedAt: known && !before && state !== 'declined' ? noon(addDays(any.found, any.late)) : null,
      state,
      dueAt: any.due && !before ? endOf(any.due) : null,
      stoppedAt: state === 'suspended' ? noon(addDays(any.found, 2)) : null,
      rework: any.rework,
      extensions: any.extensions,
      ...(any.closed === null ? {} : { closedAt: noon(any.closed), closing: before ? 'before' : 'checked' }),
      ...(any.closed !== null && any.rechecked ? { recheckedAt: noon(any.rechecked) } : {}),
    })
  })

const on = (at: string | null): string | null => (at === null ? null : dayAt(new Date(new Date(at).getTime() - 1)))

function recount(all: CaseBody[], { from, to }: FigurePeriod): Record<string, [string | null, number]> {
  const within = (at: string | null): boolean => at !== null && on(at)! >= from && on(at)! <= to
  const by = (at: string | null): boolean => at !== null && on(at)! <= to
  const ours = all.filter((one) => one.closing !== 'before')
  const found = all.filter((one) => one.state !== 'declined' && one.foundOn >= from && one.foundOn <= to)
  const handled = found.filter((one) => one.closing !== 'before')
  const due = ours.filter((one) => one.acceptedAt !== null && within(one.dueAt ?? one.closedAt))
  const closed = due.filter((one) => by(one.closedAt))
  const onTime = closed.filter((one) => one.dueAt === null || one.closedAt! <= one.dueAt)
  const held = due.filter((one) => one.state === 'suspended' && by(one.stoppedAt))
  const registered = ours.filter((one) => within(one.acceptedAt))
  const rechecked = ours.filter((one) => within(one.recheckedAt))
  const open = all.filter((one) => one.state !== 'declined' && one.foundOn <= to && !by(one.closedAt))
  const inside = (place: string): CaseBody[] => {
    const below = place === 'yard' ? [world.places.elm, world.places.elm3] : [world.places.lane]
    return open.filter((one) => below.includes(one.placeId!))
  }
  const count = (list: CaseBody[]): [string, number] => [String(list.length), list.length]
  // Hundredths by whole numbers, halves upwards: no fraction is ever held.
  const rate = (part: CaseBody[], whole: CaseBody[]): [string | null, number] => {
    if (whole.length === 0) return [null, 0]
    const hundredths = Math.floor((part.length * 20_000 + whole.length) / (2 * whole.length))
    return [`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`, whole.length]
  }
  return {
    'problem.open.count': count(open),
    'problem.open.yard.count': count(inside('yard')),
    'problem.open.alley.count': count(inside('alley')),
    'problem.found.count': count(found),
    'problem.fixed.count': count(found.filter((one) => by(one.closedAt))),
    'case.received.count': count(ours.filter((one) => within(one.recordedAt))),
    'case.registered.count': count(registered),
    'case.due.count': count(due),
    'case.closed.count': count(closed),
    'case.ontime.count': count(onTime),
    'case.closing.rate': rate(closed, due),
    'case.ontime.rate': rate(
      onTime,
      due.filter((one) => !held.includes(one)),
    ),
    'case.rework.rate': rate(
      due.filter((one) => one.rework > 0),
      due,
    ),
    'case.extension.rate': rate(
      due.filter((one) => one.extensions > 0),
      due,
    ),
    'case.fixed.rate': rate(
      handled.filter((one) => by(one.closedAt)),
      handled,
    ),
    'case.relapse.rate': rate(
      rechecked.filter((one) => one.state === 'relapsed'),
      rechecked,
    ),
    ...Object.fromEntries(
      SOURCES.map((source) => [
        `case.${source}.share`,
        rate(
          registered.filter((one) => one.source === source),
          registered,
        ),
      ]),
    ),
  }
}

test('whatever the register holds, every figure equals a plain recount, and its evidence is as long as it says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCase, { maxLength: 40 }),
      fc.tuple(day, fc.nat(40)).map(([from, length]) => ({ from, to: addDays(from, length) })),
      fc.constantFrom(null, 'elm', 'lane'),
      async (makers, period, place) => {
        await world.app.db.asOwner((tx) => sql`delete from problem_case`.execute(tx))
        const all = makers.map((make) => make())
        await register(all)
        const { elm, elm3, lane } = world.places
        const below = place === 'elm' ? [elm, elm3] : [lane]
        const seen = place === null ? all : all.filter((one) => below.includes(one.placeId!))
        const scope = { ...period, ...(place === null ? {} : { placeId: world.places[place as 'elm'] }) }
        const shown = await figures(scope)
        assert.deepEqual(shown, recount(seen, period))
        await world.run(async ({ app, tx, reader }) => {
          for (const def of await app.figures.defs(tx, reader)) {
            if (def.source !== 'cases') continue
            const { total, rows } = await app.figures.evidence(tx, reader, def, scope, { offset: 0, limit: 100 })
            assert.deepEqual([total, rows.length], [shown[def.key]![1], shown[def.key]![1]], def.key)
            if (def.unit !== '%' || total === 0) continue
            const part = rows.filter((row) => row.amount === '1').length
            assert.ok(Math.abs((part * 100) / total - Number(shown[def.key]![0])) < 0.006, def.key)
          }
        })
      },
    ),
    { numRuns: 25, endOnFailure: true },
  )
})
