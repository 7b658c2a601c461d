import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { FactsOfPhoto } from '#kernel/photo-facts.ts'
import { lookAtPhotos } from '#slices/evidence/jobs.ts'
import type { QuestionPage } from '#slices/evidence/schema.ts'
import { scenePhoto } from '#slices/evidence/test-scenes.ts'
import type { Operation, PhotoFact } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, sha } from './field-operations.ts'
import { type Office, testOffice } from './office.ts'

const DAY = 86_400_000

/** A picture is one, but what is said of it belongs to the record it came with. */
describe('what is known of photos that phones sent', () => {
  let office: Office
  let yard: string
  const device = newId()
  let seq = 0

  before(async () => {
    office = await testOffice()
    const draft = { type: 'yard', name: '海棠院', parentId: null, attrs: {}, validFrom: '2026-01-01' }
    yard = (await office.as('qin')('POST', './places', draft)).body.id
  })
  after(() => office.close())

  const factOf = (bytes: Buffer, more: Partial<PhotoFact> = {}): PhotoFact => ({
    sha256: sha(bytes),
    bytes: bytes.length,
    role: 'scene',
    source: 'camera',
    takenAt: '2026-06-15T01:20:00.000Z',
    cameraSha256: null,
    ...more,
  })
  const send = async (photos: PhotoFact[], more: Partial<Operation> = {}): Promise<string> => {
    seq += 1
    const act = more.act ?? cleanupAct(yard, '3')
    const operation = operationOf(act, { ...more, deviceSeq: seq }, photos)
    const { body } = await office.as('qin')('POST', './field/batch', {
      deviceId: device,
      operations: [operation],
      owed: [],
    })
    assert.equal(body.items?.[0].outcome, 'applied', JSON.stringify(body))
    return operation.id
  }
  const put = async (bytes: Buffer): Promise<void> => {
    const path = `./field/photos/${sha(bytes)}?device=${device}`
    const answer = await office.as('qin')('PUT', path, bytes, { 'content-type': 'image/jpeg' })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  const one = async (id: string) => (await office.as('qin')('GET', `./entries/${id}`)).body
  const facts = async (id: string): Promise<FactsOfPhoto> => (await one(id)).photoFacts[0]
  const lists = async (id: string) =>
    (await office.as('qin')('GET', './entries')).body.rows.find((row: { id: string }) => row.id === id)

  it('is told as it was said with each record, camera for the one and album for the other', async () => {
    const bytes = await scenePhoto(71)
    const first = await send([factOf(bytes)], { clockAhead: 2 * DAY })
    await put(bytes)
    const second = await send([factOf(bytes, { source: 'album', takenAt: null })], {
      clockAhead: 1000,
      act: cleanupAct(yard, '8', { day: '2026-05-02' }),
    })
    await put(bytes)
    const { source, takenAt, clockAhead, by, arrivedAt } = await facts(first)
    assert.deepEqual([source, takenAt, clockAhead, by], ['camera', '2026-06-15T01:20:00.000Z', 2 * DAY, '资料员秦兰'])
    assert.ok(Date.parse(arrivedAt) > 0)
    const other = await facts(second)
    assert.deepEqual([other.source, other.takenAt, other.clockAhead], ['album', null, 1000])

    assert.equal(await lookAtPhotos(office.app, office.community.id), true)
    const page: QuestionPage = (await office.as('qin')('GET', './photo-questions')).body
    const question = page.rows.find((row) => row.sides.some((side) => side.id === second))
    assert.ok(question, 'the office is asked about the two')
    const said = (id: string) => question.sides.find((side) => side.id === id)!.facts
    assert.deepEqual([said(first)?.source, said(first)?.clockAhead], ['camera', 2 * DAY])
    assert.deepEqual([said(second)?.source, said(second)?.takenAt], ['album', null])
  })

  it('is not borrowed by a record the same picture reached another way', async () => {
    const bytes = await scenePhoto(72)
    const first = await send([factOf(bytes)])
    await put(bytes)
    const draft = {
      kind: 'cleanup',
      placeId: yard,
      dayFrom: '2026-06-14',
      dayTo: '2026-06-14',
      amounts: { piles: '2' },
    }
    const typed = await office.as('qin')('POST', './entries', {
      ...draft,
      fields: {},
      parties: {},
      via: 'form',
      photos: [{ sha256: sha(bytes), role: 'scene', ord: 0 }],
    })
    assert.equal(typed.status, 200, JSON.stringify(typed.body))
    const there = await facts(typed.body.id)
    assert.deepEqual([there.source, there.clockAhead, there.by], ['unknown', null, '资料员秦兰'])
    assert.equal((await facts(first)).source, 'camera')
  })

  it('says how many photos of a record are still on the phone, until the last of them is here', async () => {
    const [red, blue] = [await scenePhoto(73), await scenePhoto(74)]
    const id = await send([factOf(red), factOf(blue, { role: 'after' })])
    assert.deepEqual([(await one(id)).photosAway, (await one(id)).photos], [2, []])
    assert.equal((await lists(id)).photosAway, 2)
    await put(red)
    assert.deepEqual([(await one(id)).photosAway, (await one(id)).photos.length], [1, 1])
    await put(blue)
    assert.deepEqual([(await lists(id)).photosAway, (await lists(id)).photos.length], [0, 2])
  })

  it('no longer waits for what a newer version left out', async () => {
    const [kept, dropped] = [await scenePhoto(75), await scenePhoto(76)]
    const id = await send([factOf(kept), factOf(dropped)])
    await send([factOf(kept)], { id, version: 2 })
    assert.equal((await one(id)).photosAway, 1)
  })

  it('says the same of a problem that was found', async () => {
    const bytes = await scenePhoto(77)
    const id = await send([factOf(bytes)], {
      clockAhead: -3 * DAY,
      act: {
        do: 'case',
        typeCode: '',
        placeId: yard,
        locus: '门口',
        severity: 'ordinary',
        issue: '门口堆了旧沙发',
        foundOn: '2026-06-15',
        fixedOnSpot: null,
      },
    })
    const read = async () => (await office.as('qin')('GET', `./cases/${id}`)).body
    assert.deepEqual([(await read()).photosAway, (await read()).photos], [1, 0])
    await put(bytes)
    const here = await read()
    assert.deepEqual([here.photosAway, here.photos, here.photoFacts.length], [0, 1, 1])
    assert.deepEqual([here.photoFacts[0].source, here.photoFacts[0].clockAhead], ['camera', -3 * DAY])
  })
})
