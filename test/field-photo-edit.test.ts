import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { PhotoFact } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf } from './field-operations.ts'
import { type Office, testOffice } from './office.ts'

/** A change made on a phone says which photos the record still has; the office’s own stay out of it. */
describe('photos of a record that its author changes on the phone', () => {
  let office: Office
  let yard: string
  const device = newId()
  const id = newId()
  const pictures = new Map<string, Buffer>()
  let seq = 0

  before(async () => {
    office = await testOffice()
    const draft = { type: 'yard', name: '海棠院', parentId: null, attrs: {}, validFrom: '2026-01-01' }
    yard = (await office.as('qin')('POST', './places', draft)).body.id
  })
  after(() => office.close())

  const shoot = async (background: string): Promise<PhotoFact> => {
    const { bytes, fact } = await pictureOf({ background, height: 36 })
    pictures.set(fact.sha256, bytes)
    return fact
  }
  const send = async (version: number, photos: PhotoFact[], owed = photos.map((photo) => photo.sha256)) => {
    seq += 1
    const act = cleanupAct(yard, String(version), { locus: '南门' })
    const operation = operationOf(act, { id, version, deviceSeq: seq, clientTime: '' }, photos)
    const { body } = await office.as('qin')('POST', './field/batch', {
      deviceId: device,
      operations: [operation],
      owed,
    })
    assert.equal(body.items?.[0].outcome, 'applied', JSON.stringify(body))
    return body as { slots: string[]; have: string[] }
  }
  const put = async (name: string): Promise<void> => {
    const path = `./field/photos/${name}?device=${device}`
    const answer = await office.as('qin')('PUT', path, pictures.get(name), { 'content-type': 'image/jpeg' })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  const standing = async (): Promise<string[]> => {
    const { body } = await office.as('qin')('GET', `./entries/${id}`)
    return body.photos.map((photo: { sha256: string }) => photo.sha256).toSorted()
  }
  const names = (...photos: PhotoFact[]): string[] => photos.map((photo) => photo.sha256).toSorted()

  it('takes away what the newer version no longer has, here or still on its way, and can take it back', async () => {
    const [red, green, blue] = [await shoot('red'), await shoot('green'), await shoot('blue')]
    await send(1, [red, green])
    await put(red.sha256)
    assert.deepEqual(await standing(), names(red))

    // Both of version 1 go: one is here already, the other comes late.
    const { slots } = await send(2, [blue])
    assert.deepEqual(slots, [blue.sha256])
    await put(green.sha256)
    await put(blue.sha256)
    assert.deepEqual(await standing(), names(blue))
    const history = (await office.as('qin')('GET', `./entries/${id}/history`)).body.rows
    assert.ok(
      history.some((item: { changes: { field: string }[] }) => item.changes.some((one) => one.field === 'photos')),
    )

    const again = await send(3, [blue, red])
    for (const name of again.slots) await put(name)
    assert.deepEqual(await standing(), names(blue, red))
  })

  it('leaves alone what somebody at the office added', async () => {
    const [grey, pink] = [await shoot('grey'), await shoot('pink')]
    const before = await standing()
    const added = await office.as('qin')('POST', `./entries/${id}/photos`, pictures.get(grey.sha256), {
      'content-type': 'image/jpeg',
    })
    assert.equal(added.status, 200, JSON.stringify(added.body))
    const byOffice = (await standing()).filter((name) => !before.includes(name))
    assert.equal(byOffice.length, 1)
    await send(4, [pink])
    await put(pink.sha256)
    assert.deepEqual(await standing(), [...byOffice, pink.sha256].toSorted())
  })
})
