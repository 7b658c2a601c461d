import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import type { EntryRow } from './schema.ts'
import { cleanup, type LedgerWorld, ledgerWorld } from './test-ledger.ts'

let world: LedgerWorld
before(async () => {
  world = await ledgerWorld()
})
after(() => world.close())

const clerk = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  world.office.as('qin')(method, path, body)

async function upload(who: 'qin' | 'guo', entry: string, bytes: Uint8Array) {
  const boundary = 'x'.repeat(20)
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return world.office.as(who)('POST', `./entries/${entry}/photos?role=before`, payload, type)
}

test('a clerk records, lists with totals, corrects with a reason and reads what became of it', async () => {
  const { lane, elm, north } = world.places
  const sent = await clerk('POST', './entries', cleanup(lane, { locus: '23号商铺', note: '清理乱堆的建筑垃圾' }))
  assert.deepEqual([sent.status, sent.body.outcome], [200, 'created'])
  await clerk('POST', './entries', cleanup(elm, { amounts: { smallAds: '30' } }))
  const list = await clerk('GET', './entries?kind=cleanup&text=%E5%BB%BA%E7%AD%91&size=20')
  assert.deepEqual([list.body.total, list.body.exact, list.body.rows[0].placeName], [1, true, '南网格 / 石板巷'])
  const north30 = await clerk('GET', `./entries/totals?place=${north}`)
  assert.deepEqual(
    north30.body.measures.map((m: { label: string; amount: string; unit: string }) => `${m.label}${m.amount}${m.unit}`),
    ['清洗小广告30条'],
  )
  const reasonless = await clerk('PUT', `./entries/${sent.body.id}`, { ...cleanup(lane), reason: ' ' })
  assert.deepEqual([reasonless.status, reasonless.body.field], [400, 'reason'])
  const corrected = await clerk('PUT', `./entries/${sent.body.id}`, {
    ...cleanup(lane, { amounts: { piles: '4' } }),
    reason: '少数了两处',
    version: 1,
  })
  assert.equal(corrected.body.version, 2)
  const late = await clerk('PUT', `./entries/${sent.body.id}`, {
    ...cleanup(lane),
    reason: '另一人同时在改',
    version: 1,
  })
  assert.equal(late.status, 409)
  const history = await clerk('GET', `./entries/${sent.body.id}/history`)
  assert.deepEqual(
    history.body.rows.map((row: { who: string; reason: string }) => [row.who, row.reason]),
    [
      ['资料员秦兰', ''],
      ['资料员秦兰', '少数了两处'],
    ],
  )
})

test('input that no form sends is refused with a sentence, not an error of the server', async () => {
  const { lane } = world.places
  const bad: unknown[] = [
    {},
    [],
    'x',
    null,
    { ...cleanup(lane), extra: 1 },
    { ...cleanup(lane), placeId: 'not-an-id' },
    { ...cleanup(lane), dayFrom: '2026-02-30' },
    { ...cleanup(lane), amounts: { piles: -3 } },
    { ...cleanup(lane), amounts: { piles: '-3' } },
    { ...cleanup(lane), amounts: { piles: '1e9' } },
    { ...cleanup(lane), amounts: { __proto__x: '1' } },
    { ...cleanup(lane), fields: { a: { deep: true } } },
    { ...cleanup(lane), note: '长'.repeat(2001) },
    { ...cleanup(lane), via: 'magic' },
  ]
  for (const body of bad) {
    const answer = await clerk('POST', './entries', body)
    assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(body)?.slice(0, 60)} → ${answer.status}`)
    assert.match(answer.body.message, /[\u4e00-\u9fff]/)
  }
  for (const query of [
    'page=0',
    'size=500',
    'from=2026-13-01',
    'place=1',
    'text=' + 'x'.repeat(80),
    'order=sideways',
    'unknown=1',
  ]) {
    assert.equal((await clerk('GET', `./entries?${query}`)).status, 400, query)
  }
  assert.equal((await clerk('GET', './entries?text=%25%27%22%3B--')).status, 200)
})

test('a photo is read again, turned, shrunk and stripped; it opens only through a record one may see', async () => {
  const sent = await clerk('POST', './entries', cleanup(world.places.plum))
  const picture = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#3a7' } })
    .withExif({ IFD0: { Make: 'Camera' }, IFD2: { DateTimeOriginal: '2026:03:12 09:30:00' } })
    .jpeg()
    .toBuffer()
  const stored = await upload('qin', sent.body.id, picture)
  assert.deepEqual(
    [stored.status, stored.body.width, stored.body.height, stored.body.takenAt],
    [200, 1600, 800, '2026-03-12T01:30:00.000Z'],
  )
  assert.equal((await upload('qin', sent.body.id, picture)).body.version, stored.body.version)
  const path = `/entries/${sent.body.id}/photos/${stored.body.sha256}`
  const shown = await clerk('GET', `.${path}`)
  assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/jpeg'])
  const metadata = await sharp(shown.raw).metadata()
  assert.equal(metadata.exif, undefined)
  assert.equal((await sharp((await clerk('GET', `.${path}/thumb`)).raw).metadata()).width, 320)
  const row: EntryRow = (await clerk('GET', `./entries/${sent.body.id}`)).body
  assert.deepEqual(
    row.photos.map((photo) => photo.role),
    ['before'],
  )
  assert.equal((await clerk('GET', './entries?photos=yes')).body.total, 1)
  const other = await clerk('POST', './entries', cleanup(world.places.plum))
  assert.equal((await clerk('GET', `./entries/${other.body.id}/photos/${stored.body.sha256}`)).status, 404)
  assert.equal((await world.office.as('guo')('GET', `.${path}`)).status, 404)
  assert.equal((await world.office.as('neighbour')('GET', `/api/c/lindong${path}`)).status, 404)
  assert.equal((await upload('guo', sent.body.id, picture)).status, 404)
})

test('what is not a photo never becomes one', async () => {
  const sent = await clerk('POST', './entries', cleanup(world.places.plum))
  const good = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const disguised = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('GIF89a'),
    Buffer.alloc(0),
    good.subarray(0, 60),
  ]
  for (const bytes of disguised) {
    const answer = await upload('qin', sent.body.id, bytes)
    assert.ok([400, 415].includes(answer.status), `${answer.status}`)
  }
  assert.equal((await clerk('GET', `./entries/${sent.body.id}`)).body.version, 1)
})

test('exports hold exactly what the filter shows', async () => {
  const marker = '=导出专用'
  for (const piles of ['7', '8'])
    await clerk('POST', './entries', cleanup(world.places.lane, { note: marker, amounts: { piles } }))
  const query = 'kind=cleanup&text=%E5%AF%BC%E5%87%BA'
  const csv = await clerk('GET', `./entries.csv?${query}`)
  const lines = csv.raw.toString('utf8').trim().split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[1]!, /^2026-03-12,南网格 \/ 石板巷,.*,[78],.*'=导出专用/)
  for (const extension of ['xlsx', 'docx']) {
    const file = await clerk('GET', `./entries.${extension}?${query}`)
    assert.deepEqual([file.status, file.raw.subarray(0, 2).toString()], [200, 'PK'], extension)
  }
  assert.equal((await world.office.as('guo')('GET', './entries.csv')).status, 403)
})

test('a kind a community makes brings its own figures; what records hold is never dropped', async () => {
  const made = await clerk('PUT', './kinds/own-fair', {
    label: '便民集市',
    fields: [{ key: 'theme', label: '主题', type: 'text' }],
    measures: [{ key: 'stalls', label: '摊位', unit: '个', integer: true }],
  })
  assert.deepEqual([made.status, made.body.own], [200, true])
  const entry = {
    kind: 'own-fair',
    placeId: null,
    dayFrom: '2026-05-01',
    dayTo: '2026-05-01',
    amounts: { stalls: '12' },
    fields: { theme: '旧书' },
    parties: {},
    via: 'form',
  }
  assert.equal((await clerk('POST', './entries', entry)).status, 200)
  const figure = await clerk('GET', './figures/own-fair.stalls?from=2026-01-01&to=2026-12-31')
  assert.deepEqual([figure.body.figure.value, figure.body.figure.unit, figure.body.rows[0].amount], ['12', '个', '12'])
  const changed = await clerk('PUT', './kinds/own-fair', {
    label: '便民集市',
    measures: [{ key: 'stalls', label: '摊位数', unit: '个' }],
  })
  assert.deepEqual(
    changed.body.fields.map((field: { key: string; retired?: boolean }) => [field.key, field.retired]),
    [['theme', true]],
  )
  const refused: [string, string, object][] = [
    ['fair', 'kind.code', { label: '集市' }],
    ['own-fair', 'kind.changed', { label: '便民集市', measures: [{ key: 'stalls', label: '摊位', unit: '米' }] }],
    [
      'own-two',
      'kind.repeated',
      {
        label: '两次',
        measures: [
          { key: 'a', label: '数', unit: '个' },
          { key: 'b', label: '数', unit: '个' },
        ],
      },
    ],
    ['own-two', 'kind.options', { label: '无选项', fields: [{ key: 'a', label: '类', type: 'choice' }] }],
    [
      'own-two',
      'kind.figure',
      { label: '越界', figures: [{ key: 'cleanup.garbage.tons', label: '冒名', unit: '吨', aggregate: 'count' }] },
    ],
  ]
  for (const [code, problem, body] of refused) {
    const answer = await clerk('PUT', `./kinds/${code}`, body)
    assert.deepEqual([answer.status, answer.body.code], [422, problem])
  }
  assert.equal((await clerk('GET', `./entries/${newId()}`)).status, 404)
})
