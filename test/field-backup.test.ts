import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { writeBackup } from '#kernel/node/backup/write-backup.ts'
import { newId } from '#kernel/ids.ts'
import type { BatchReply, Operation } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf } from './field-operations.ts'
import { type Office, testOffice } from './office.ts'

/** With every answer a phone hears which backup has left the machine, and which one will hold what was answered. */
describe('what a phone is told of backups', () => {
  let office: Office
  let yard: string
  let into: string
  const device = newId()
  let seq = 0

  before(async () => {
    office = await testOffice()
    into = await mkdtemp(join(tmpdir(), 'ybz-field-backup-'))
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const items = [{ type: 'yard', name: '柿树院', parentId: null, attrs: {}, validFrom: '2026-01-01' }] as const
      const [place] = await app.commands.run({ app, tx, reader }, 'place.save', { items: [...items] })
      yard = place!.id
    })
  })
  after(async () => {
    await office.close()
    await rm(into, { recursive: true, force: true })
  })

  const operation = (piles: string, more: Partial<Operation> = {}, photos: Operation['photos'] = []): Operation =>
    operationOf(cleanupAct(yard, piles), { deviceSeq: (seq += 1), ...more }, photos)
  const send = async (operations: Operation[]): Promise<BatchReply> =>
    (await office.as('qin')('POST', './field/batch', { deviceId: device, operations, owed: [] })).body
  const backUp = async (): Promise<number> => {
    const { poolConfig, dataFolder } = office.app
    const blobFolder = join(dataFolder, 'blobs')
    office.clock.now = new Date(office.clock.now.getTime() + 1000)
    await writeBackup({ poolConfig, blobFolder, into, offMachine: true, now: office.clock.now })
    return (await send([])).watermark
  }

  it('holds neither a record, nor a note of an older version, nor a photo that was answered after it was begun', async () => {
    const { bytes, fact } = await pictureOf({ width: 44 })
    const newer = operation('2', { version: 2 }, [fact])
    const first = await send([newer])
    assert.ok((await backUp()) < first.next)
    // Noted only: it stands at the position of what it came too late for.
    const noted = await send([operation('1', { id: newer.id })])
    assert.equal(noted.items[0]!.position, first.items[0]!.position)
    assert.ok((await backUp()) < noted.next)
    const photo = await office.as('qin')('PUT', `./field/photos/${fact.sha256}?device=${device}`, bytes, {
      'content-type': 'image/jpeg',
    })
    assert.ok((await backUp()) < photo.body.next)
    await office.as('fang')('PUT', './settings', { name: '槐荫路社区', reviewByOther: true, baozhua: '包联' })
    assert.ok((await backUp()) >= Math.max(first.next, noted.next, photo.body.next))
  })

  it('is the one that reaches farthest, though another was made while the clock stood ten years ahead', async () => {
    const { now } = office.clock
    office.clock.now = new Date(now.getTime() + 10 * 365 * 86_400_000)
    const early = await backUp()
    office.clock.now = now
    await send([operation('3')])
    const late = await backUp()
    assert.ok(late > early, `${late} after ${early}`)
  })
})
