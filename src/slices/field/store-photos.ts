import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { isPlainJpeg } from '#kernel/node/photos/plain-jpeg.ts'
import { photoProblems } from '#kernel/node/photos/problems.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { fieldProblems as problems } from './problems.ts'
import './tables.ts'

/** Photos one phone may send before it asks again. */
const SLOTS = 8
const MOST_PIXELS = 20_000_000

interface Announced {
  sha256: string
  target: 'entry' | 'case'
  target_id: string
  role: 'scene' | 'before' | 'after'
  source: 'camera' | 'album' | 'unknown'
  taken_at: Date | null
  camera_sha256: string | null
  tied: boolean
  arrived: boolean
}

/**
 * Of what a device owes: what it has sent before, and what it may send now. That the same bytes lie here from somebody
 * else is no reason to skip them: knowing the hash of a picture is no right to it.
 */
export async function ownedPhotos(
  app: App,
  reader: Reader,
  deviceId: string,
  owed: readonly string[],
): Promise<{ slots: string[]; have: string[] }> {
  if (owed.length === 0) return { slots: [], have: [] }
  const announced = await app.db.asReader(reader, (tx) => announcedOf(tx, reader, deviceId, owed))
  const sent = new Set(announced.filter((row) => row.arrived).map((row) => row.sha256))
  const names = [...new Set(announced.map((row) => row.sha256))]
  for (const sha256 of sent) await arrived(app, reader, deviceId, sha256)
  return { have: [...sent], slots: names.filter((name) => !sent.has(name)).slice(0, SLOTS) }
}

/**
 * Keeps the bytes of an announced photo under the hash the phone knows, and ties it to its records.
 * @throws field.photo-unknown · field.photo-changed · field.photo-carries · photo.not-image
 */
export async function takePhoto(
  app: App,
  reader: Reader,
  deviceId: string,
  sha256: string,
  bytes: Uint8Array,
): Promise<void> {
  const announced = await app.db.asReader(reader, (tx) => announcedOf(tx, reader, deviceId, [sha256]))
  if (announced.length === 0) throw problems['field.photo-unknown']()
  if (!isPlainJpeg(bytes)) throw problems['field.photo-carries']()
  const readable = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .stats()
    .then(
      () => true,
      () => false,
    )
  if (!readable) throw photoProblems['photo.not-image']()
  // What is stored is named by what it is; a picture that changed on its way is another one, and nothing points to it.
  if ((await app.blobs.put(bytes)) !== sha256) throw problems['field.photo-changed']()
  await arrived(app, reader, deviceId, sha256)
}

async function announcedOf(tx: Tx, reader: Reader, deviceId: string, names: readonly string[]): Promise<Announced[]> {
  const found = await sql<Announced>`select sha256, target, target_id, role, source, taken_at, camera_sha256, tied,
      arrived_at is not null as arrived from field_photo
    where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid
      and sha256 = any(${[...names]}::text[])`.execute(tx)
  return found.rows
}

async function arrived(app: App, reader: Reader, deviceId: string, sha256: string): Promise<void> {
  const path = app.blobs.path(sha256)
  const [meta, { size }] = await Promise.all([sharp(path).metadata(), stat(path)])
  await app.db.asReader(reader, async (tx) => {
    const context = { app, tx, reader }
    const waiting = await sql<Announced>`update field_photo set arrived_at = ${app.now()}::timestamptz
      where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid and sha256 = ${sha256}
        and arrived_at is null
      returning sha256, target, target_id, role, source, taken_at, camera_sha256, tied, true as arrived`.execute(tx)
    for (const {
      tied,
      target,
      target_id: id,
      role,
      source,
      taken_at: takenAt,
      camera_sha256: camera,
    } of waiting.rows) {
      const facts = { size, width: meta.width, height: meta.height, takenAt, source, cameraSha256: camera }
      await app.commands.run(context, 'photo.note', { sha256, photo: facts })
      if (!tied) continue
      await sql`savepoint field_photo`.execute(tx)
      try {
        await app.commands.run(context, target === 'entry' ? 'entry.add-photo' : 'case.add-photo', { id, sha256, role })
      } catch (error) {
        // The record waits to be settled, was withdrawn, or takes no photos: the picture is kept all the same.
        if (!(error instanceof Problem)) throw error
        await sql`rollback to savepoint field_photo`.execute(tx)
      }
    }
  })
}
