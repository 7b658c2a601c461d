import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { isPlainJpeg } from '#kernel/node/photos/plain-jpeg.ts'
import { photoProblems } from '#kernel/node/photos/problems.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import { fieldProblems as problems } from './problems.ts'
import { noteArrived, storedFile, type ToldPhoto } from './store-arrived.ts'
import { announcedBytes } from './store-limits.ts'
import { marksOf } from './store-marks.ts'
import { applyWithPhotos } from './store-settle.ts'
import { isSettled, settled } from './store-tie.ts'
import type { Announced, PhotoStore } from './take-photo.ts'
import './tables.ts'

const MOST_PIXELS = 20_000_000

interface Waiting extends ToldPhoto {
  settled: boolean
}

/** Where photos of phones are kept, on behalf of one reader. */
export function photoStore(app: App, reader: Reader): PhotoStore {
  return {
    accountId: reader.accountId,
    announced: (deviceId, names) => app.db.asReader(reader, (tx) => announcedOf(tx, reader, deviceId, names)),
    mayBe: async (deviceId, sha256, bytes) => {
      if (!reader.former) return true
      const most = await app.db.asReader(reader, (tx) => announcedBytes(tx, reader, deviceId, sha256))
      return most === null || bytes <= most
    },
    holds: app.blobs.has,
    check,
    nameOf: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    put: app.blobs.put,
    tie: (deviceId, sha256) => tie(app, reader, deviceId, sha256),
    marks: () => app.db.asReader(reader, (tx) => marksOf(tx, reader.communityId)),
    unknown: () => problems['field.photo-unknown'](),
    changed: () => problems['field.photo-changed'](),
    otherAccount: () => problems['field.other-account'](),
  }
}

async function check(bytes: Uint8Array): Promise<void> {
  if (!isPlainJpeg(bytes)) throw problems['field.photo-carries']()
  const readable = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .stats()
    .then(
      () => true,
      () => false,
    )
  if (!readable) throw photoProblems['photo.not-image']()
}

async function announcedOf(tx: Tx, reader: Reader, deviceId: string, names: readonly string[]): Promise<Announced[]> {
  const found = await sql<Announced>`select sha256, arrived_at is not null as arrived from field_photo
    where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid
      and sha256 = any(${[...names]}::text[])`.execute(tx)
  return found.rows
}

async function tie(app: App, reader: Reader, deviceId: string, sha256: string): Promise<void> {
  const file = await storedFile(app, sha256)
  // What the office applied for somebody who may not change it any more takes its photos all the same.
  const wide = await app.db.asReader(reader, (tx) => isSettled(tx, reader, deviceId, sha256))
  const behalf: Reader = { ...reader, places: null }
  await app.db.asReader(wide ? behalf : reader, async (tx) => {
    // Before anything is touched, as every writer does: whoever settles at this moment holds the same two.
    await takeTurn(tx, reader.communityId)
    // On a shared phone the record of another waits until its own sender is signed in again: only they may write to it.
    const waiting = await sql<Waiting>`update field_photo f set arrived_at = ${app.now()}::timestamptz
      where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid and sha256 = ${sha256}
        and arrived_at is null
        and (target <> 'entry' or exists (select from field_operation o where o.community_id = f.community_id
          and o.device_id = f.device_id and o.id = f.target_id and o.account_id = ${reader.accountId}::uuid)
          or not exists (select from field_operation o where o.community_id = f.community_id
            and o.device_id = f.device_id and o.id = f.target_id))
      returning target, target_id, role, source, taken_at, camera_sha256, tied, ${settled} as settled`.execute(tx)
    for (const row of waiting.rows) {
      const refused = await noteArrived({ app, tx, reader: row.settled ? behalf : reader }, sha256, file, row)
      // Settled in this very moment: all is undone, and sent again it finds the wider door.
      if (refused && row.settled && !wide) throw refused
    }
    if (!wide) await applyWithPhotos({ app, tx, reader }, deviceId)
  })
  // Nobody looked at these for the sender: they are done within the sender's own walls.
  if (wide)
    await app.db.asReader(reader, async (tx) => {
      await takeTurn(tx, reader.communityId)
      await applyWithPhotos({ app, tx, reader }, deviceId)
    })
}
