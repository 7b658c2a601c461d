import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { addDays } from '#kernel/days.ts'
import type { FigureDef, FigureScope } from '#kernel/figure.ts'
import { newId } from '#kernel/ids.ts'
import { foldOnce } from '#slices/ledger/fold.ts'
import type { EntryBody, EntryDraft } from '#slices/ledger/schema.ts'
import { answerFiguresOfNode } from '#slices/ledger/store-answers.ts'
import { facilityCheck, type LedgerWorld, ledgerWorld } from '#slices/ledger/test-ledger.ts'

/**
 * The derivation law: whatever is recorded, corrected and withdrawn, in any order and folded at any moment, every
 * derived row and every figure equals what a plain reading of the history gives. The reading below is written apart
 * from the product's own arithmetic on purpose: slow, obvious, in memory.
 */
type Live = EntryBody & { id: string }

let world: LedgerWorld
let city: string
let campaign: string
/** Each place with those it stands below, by type. */
let above: Record<string, Record<string, string>>

before(async () => {
  world = await ledgerWorld()
  const { places, reader } = world
  city = newId()
  await world.app.db.asOwner(async (tx) => {
    await sql`insert into org (id, level, code, name) values (${city}::uuid, 'city', 'law-city', '某市')`.execute(tx)
    await sql`insert into org_above values (${city}::uuid, ${city}::uuid), (${reader.communityId}::uuid, ${city}::uuid)`.execute(
      tx,
    )
  })
  const saved = await world.run((c) =>
    world.app.commands.run(c, 'campaign.save', { items: [{ name: '春季清洁', validFrom: '2025-01-01' }] }),
  )
  campaign = saved[0]!.id
  await world.run((c) => world.app.commands.run(c, 'kind.save', { items: [facilityCheck] }))
  above = {
    [places.north]: { grid: places.north },
    [places.elm]: { yard: places.elm, grid: places.north },
    [places.elm3]: { building: places.elm3, yard: places.elm, grid: places.north },
    [places.plum]: { yard: places.plum, grid: places.south },
    [places.lane]: { alley: places.lane, grid: places.south },
  }
})
after(() => world.close())

// ---- what may happen

const day = fc.integer({ min: 0, max: 520 }).map((offset) => addDays('2025-01-01', offset))
const days = fc
  .oneof(
    { weight: 6, arbitrary: day.map((from) => ({ dayFrom: from, dayTo: from })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(day, fc.integer({ min: 1, max: 80 }))
        .map(([from, more]) => ({ dayFrom: from, dayTo: addDays(from, more) })),
    },
    { weight: 1, arbitrary: fc.constant({ dayFrom: '2025-01-01', dayTo: '2025-12-31' }) },
  )
  .filter(({ dayTo }) => dayTo <= '2026-06-15')

const amounts: fc.Arbitrary<Record<string, string>> = fc
  .tuple(fc.option(fc.nat(9)), fc.option(fc.nat(5_000)))
  .map(([piles, tons]) => ({
    ...(piles !== null && { piles: `${piles}` }),
    ...(tons !== null && { tons: (tons / 100).toFixed(2) }),
  }))

const draft: fc.Arbitrary<() => EntryDraft> = fc
  .tuple(days, fc.nat(4), fc.nat(3), fc.boolean(), amounts, fc.subarray(['bureau', 'school'] as const), fc.boolean())
  .map(([when, place, kind, inCampaign, quantities, units, open]) => (): EntryDraft => {
    const placeId = Object.keys(above)[place]!
    const base = {
      ...when,
      placeId,
      campaignId: inCampaign ? campaign : null,
      fields: {},
      parties: {},
      amounts: {},
      via: 'form' as const,
    }
    const ids = units.map((name) => world.parties[name])
    if (kind === 0) return { ...base, kind: 'cleanup', amounts: quantities }
    if (kind === 1)
      return { ...base, kind: 'friday', parties: { units: ids }, amounts: { attendance: quantities.piles ?? '0' } }
    if (kind === 2)
      return { ...base, kind: 'own-facility', fields: { issue: '路面破损', status: open ? '未修复' : '已修复' } }
    return { ...base, kind: 'indicator', placeId: null, fields: { code: `A${place}` } }
  })

type Step =
  | { do: 'record'; drafts: (() => EntryDraft)[] }
  | { do: 'correct'; which: number; draft: () => EntryDraft }
  | { do: 'withdraw'; which: number }
  | { do: 'fold' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(draft, { minLength: 1, maxLength: 6 }).map((drafts) => ({ do: 'record' as const, drafts })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(200), draft).map(([which, next]) => ({ do: 'correct' as const, which, draft: next })),
  },
  { weight: 2, arbitrary: fc.nat(200).map((which) => ({ do: 'withdraw' as const, which })) },
  { weight: 1, arbitrary: fc.constant({ do: 'fold' as const }) },
)

async function act(steps: Step[]): Promise<void> {
  const run = world.app.commands.run
  const live: { id: string; kind: string }[] = []
  for (const next of steps) {
    if (next.do === 'fold') await foldOnce(world.app.db)
    else if (next.do === 'record') {
      const items = next.drafts.map((make) => ({ ...make(), id: newId() }))
      await world.run((c) => run(c, 'entry.record', { items }))
      live.push(...items.map(({ id, kind }) => ({ id, kind })))
    } else if (live.length > 0) {
      const target = live[next.which % live.length]!
      if (next.do === 'withdraw') {
        await world.run((c) => run(c, 'entry.withdraw', { items: [{ id: target.id, reason: '登记有误' }] }))
        live.splice(live.indexOf(target), 1)
      } else {
        const correction = next.draft()
        if (correction.kind !== target.kind) continue
        await world.run((c) =>
          run(c, 'entry.correct', { items: [{ ...correction, id: target.id, reason: '核对后更正' }] }),
        )
      }
    }
  }
}

// ---- the plain reading

async function plainReading(): Promise<Live[]> {
  const found = await world.app.db.asOwner((tx) =>
    sql<{ id: string; body: EntryBody }>`select object_id as id, body from history where object_type = 'entry'
      and community_id = ${world.reader.communityId}::uuid order by position`.execute(tx),
  )
  const last = new Map(found.rows.map(({ id, body }) => [id, body]))
  return [...last].filter(([, body]) => body.state === 'live').map(([id, body]) => ({ ...body, id }))
}

const month = (text: string): string => text.slice(0, 7)
const quarter = (text: string): string => `${text.slice(0, 4)}Q${Math.floor((Number(text.slice(5, 7)) + 2) / 3)}`
const year = (text: string): string => text.slice(0, 4)

/** Every cell the roll-up should hold, as `kind measure span` → [amount in hundredths, entries]. */
function plainCells(entries: Live[]): Map<string, [number, number]> {
  const cells = new Map<string, [number, number]>()
  const add = (key: string, hundredths: number, count: number): void => {
    const [a, n] = cells.get(key) ?? [0, 0]
    cells.set(key, [a + hundredths, n + count])
  }
  const members = new Map<string, Set<string>>()
  for (const entry of entries) {
    const { kind, dayFrom, dayTo } = entry
    const wholeYear = dayFrom === `${year(dayFrom)}-01-01` && dayTo === `${year(dayFrom)}-12-31`
    const span = wholeYear
      ? year(dayFrom)
      : month(dayFrom) === month(dayTo)
        ? month(dayFrom)
        : `${month(dayFrom)}~${month(dayTo)}`
    add(`${kind} ~count ${span}`, 100, 1)
    for (const [measure, { amount }] of Object.entries(entry.amounts))
      add(`${kind} ${measure} ${span}`, Math.round(Number(amount) * 100), 1)
    const types = entry.placeId ? above[entry.placeId]! : {}
    if (kind === 'own-facility') {
      for (const suffix of ['', ...Object.keys(types).map((type) => `@${type}`)]) {
        add(`${kind} ~is:status=${String(entry.fields.status)}${suffix} ${span}`, 100, 1)
      }
    }
    for (const within of [month, quarter, year].filter((cut) => cut(dayFrom) === cut(dayTo))) {
      const named: [string, string[]][] = Object.entries(types).map(([type, id]) => [`~place:${type}`, [id]])
      named.push(...Object.entries(entry.parties).map(([field, ids]): [string, string[]] => [`~party:${field}`, ids]))
      for (const [dimension, ids] of named) {
        const key = `${kind} ${dimension} ${within(dayFrom)}`
        add(key, 0, 1)
        const set = members.get(key) ?? members.set(key, new Set()).get(key)!
        for (const id of ids) set.add(id)
      }
    }
  }
  for (const [key, set] of members) add(key, set.size * 100, 0)
  return cells
}

function plainFigure(entries: Live[], def: FigureDef, scope: FigureScope): { value: string; count: number } {
  const ask = def.ask as {
    kind: string
    aggregate: string
    measure?: string
    placeType?: string
    field?: string
    where?: { field: string; equals: string }
    asOf: boolean
    undated: boolean
  }
  const below = (entry: Live): boolean =>
    entry.placeId !== null && Object.values(above[entry.placeId]!).includes(scope.placeId!)
  const behind = entries.filter((entry) => {
    if (entry.kind !== ask.kind) return false
    if (
      ask.asOf
        ? entry.dayFrom > scope.to || (ask.undated && entry.dayTo < scope.to)
        : entry.dayFrom < scope.from || entry.dayTo > scope.to
    )
      return false
    if (scope.placeId && !below(entry)) return false
    if (scope.campaignId && entry.campaignId !== scope.campaignId) return false
    if (ask.where && entry.fields[ask.where.field] !== ask.where.equals) return false
    if (ask.placeType && !(entry.placeId && above[entry.placeId]![ask.placeType])) return false
    if (ask.aggregate === 'sum') return entry.amounts[ask.measure!] !== undefined
    return ask.aggregate !== 'parties' || (entry.parties[ask.field!]?.length ?? 0) > 0
  })
  const count = behind.length
  if (ask.aggregate === 'count') return { value: String(count), count }
  if (ask.aggregate === 'sum') {
    const hundredths = behind.reduce(
      (sum, entry) => sum + Math.round(Number(entry.amounts[ask.measure!]!.amount) * 100),
      0,
    )
    return { value: String(hundredths / 100), count }
  }
  const ids =
    ask.aggregate === 'places'
      ? behind.map((e) => above[e.placeId!]![ask.placeType!])
      : behind.flatMap((e) => e.parties[ask.field!]!)
  return { value: String(new Set(ids).size), count }
}

// ---- the law

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await world.app.db.asOwner((tx) => query.execute(tx))).rows
}

async function checkRows(entries: Live[]): Promise<void> {
  const shown = await rows(sql<{
    text: string
  }>`select e.id || ' ' || e.kind || ' ' || coalesce(e.place_id::text, '-') || ' '
      || e.day_from || ' ' || e.day_to || ' ' || coalesce(e.campaign_id::text, '-') as text from entry e where state = 'live'`)
  const wanted = entries.map((e) => [e.id, e.kind, e.placeId ?? '-', e.dayFrom, e.dayTo, e.campaignId ?? '-'].join(' '))
  assert.deepEqual(shown.map((row) => row.text).sort(), wanted.sort())
  const shared = (e: Live): string => `${e.id} ${e.kind} ${e.placeId ?? '-'} ${e.author} ${e.dayFrom} ${e.dayTo}`
  const columns = sql`entry_id || ' ' || kind || ' ' || coalesce(place_id::text, '-') || ' ' || author || ' ' || day_from || ' ' || day_to`
  const measures = await rows(
    sql<{
      text: string
    }>`select ${columns} || ' ' || measure || ' ' || trim_scale(amount) || unit as text from measure`,
  )
  assert.deepEqual(
    measures.map((row) => row.text).sort(),
    entries
      .flatMap((e) => Object.entries(e.amounts).map(([key, m]) => `${shared(e)} ${key} ${m.amount}${m.unit}`))
      .sort(),
  )
  const members = await rows(
    sql<{ text: string }>`select ${columns} || ' ' || field || ' ' || party_id as text from entry_party`,
  )
  assert.deepEqual(
    members.map((row) => row.text).sort(),
    entries
      .flatMap((e) =>
        Object.entries(e.parties).flatMap(([field, ids]) => ids.map((id) => `${shared(e)} ${field} ${id}`)),
      )
      .sort(),
  )
}

async function checkCells(entries: Live[]): Promise<void> {
  const wanted = plainCells(entries)
  for (const node of [world.reader.communityId, city]) {
    const cells = await rows(sql<{ key: string; amount: string; entries: number }>`
      select kind || ' ' || measure || ' ' || span as key, sum(amount) as amount, sum(entries)::bigint as entries from (
        select kind, measure, span, amount, entries from rollup where node_id = ${node}::uuid
        union all select kind, measure, span, amount, entries from rollup_delta) r
      group by 1 having sum(amount) <> 0 or sum(entries) <> 0`)
    const shown = new Map(cells.map((cell) => [cell.key, [Math.round(Number(cell.amount) * 100), cell.entries]]))
    assert.deepEqual(Object.fromEntries([...shown].sort()), Object.fromEntries([...wanted].sort()))
  }
  const seen = await rows(sql<{
    key: string
    count: number
  }>`select kind || ' ' || dimension || ' ' || span as key, count(*) as count
    from seen where entries > 0 group by 1`)
  const members = [...wanted]
    .filter(([key]) => /~(place|party):/.test(key))
    .map(([key, [hundredths]]) => [key, hundredths / 100])
  assert.deepEqual(seen.map((row) => [row.key, row.count]).sort(), members.filter(([, count]) => count !== 0).sort())
}

async function checkFigures(entries: Live[], scopes: FigureScope[]): Promise<void> {
  for (const scope of scopes) {
    await world.run(async ({ tx, reader }) => {
      const defs = (await world.app.figures.defs(tx, reader)).filter((def) =>
        ['cleanup', 'friday', 'own-facility', 'indicator'].includes(String(def.ask.kind)),
      )
      const answers = await world.app.figures.answerAll(
        tx,
        reader,
        defs.map((def) => ({ def, scope })),
      )
      for (const [index, def] of defs.entries()) {
        const { value, count } = answers[index]!
        assert.deepEqual(
          { key: def.key, value, count },
          { key: def.key, ...plainFigure(entries, def, scope) },
          JSON.stringify(scope),
        )
        if ((index + count) % 6 !== 0) continue
        const evidence = await world.app.figures.evidence(tx, reader, def, scope, { offset: 0, limit: 200 })
        assert.deepEqual([evidence.total, evidence.rows.length], [count, Math.min(count, 200)], def.key)
      }
    })
  }
}

const period = fc.oneof(
  fc.constantFrom(
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '2025-04-01', to: '2025-06-30' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2025-02-01', to: '2025-09-30' },
  ),
  fc.tuple(day, fc.integer({ min: 0, max: 400 })).map(([from, length]) => ({ from, to: addDays(from, length) })),
)
const scope = fc.tuple(period, fc.constantFrom('', '', 'place', 'campaign', 'both'), fc.nat(4))

test('every derived row and figure equals a plain reading of the history', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 22 }),
      fc.array(scope, { minLength: 3, maxLength: 4 }),
      async (steps, asked) => {
        await act(steps)
        const entries = await plainReading()
        await checkRows(entries)
        await checkCells(entries)
        const scopes = asked.map(([when, by, place]): FigureScope => ({
          ...when,
          placeId: by === 'place' || by === 'both' ? Object.keys(above)[place] : undefined,
          campaignId: by === 'campaign' || by === 'both' ? campaign : undefined,
        }))
        await checkFigures(entries, scopes)
      },
    ),
    { numRuns: 7, endOnFailure: true },
  )
})

test('a city reads the same numbers from the roll-up alone', async () => {
  await foldOnce(world.app.db)
  const entries = await plainReading()
  const scope = { from: '2025-01-01', to: '2025-12-31' }
  const defs = await world.run(({ tx, reader }) => world.app.figures.defs(tx, reader))
  const kinds = ['cleanup', 'friday']
  const asked = defs.filter((def) => kinds.includes(String(def.ask.kind))).map((def) => ({ def, scope }))
  const answers = await world.app.db.asOwner((tx) => answerFiguresOfNode(tx, city, asked))
  assert.deepEqual(
    answers.map(({ value, count }) => ({ value, count })),
    asked.map(({ def }) => plainFigure(entries, def, scope)),
  )
})

test('moving a place moves what is counted by type of place', async () => {
  const { places, reader } = world
  const before = canonicalJson(Object.fromEntries(plainCells(await plainReading())))
  await world.app.db.asOwner((tx) =>
    sql`update place set parent_id = ${places.plum}::uuid where id = ${places.elm3}::uuid
    and community_id = ${reader.communityId}::uuid`.execute(tx),
  )
  above[places.elm3] = { building: places.elm3, yard: places.plum, grid: places.south }
  const at = { ...(await plainReading()).find((entry) => entry.placeId === places.elm3) }
  await world.run((c) => world.app.commands.run(c, 'entry.places-moved', { placeIds: [places.elm3] }))
  await checkCells(await plainReading())
  const after = canonicalJson(Object.fromEntries(plainCells(await plainReading())))
  assert.equal(before === after, at.id === undefined)
})
