import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { App } from '#kernel/node/app.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { Problem } from '#kernel/problem.ts'
import './tables.ts'

/** A photo that a phone told of with a record, as field_photo keeps it. */
export interface ToldPhoto {
  target: 'entry' | 'case'
  target_id: string
  role: 'scene' | 'before' | 'after'
  source: 'camera' | 'album' | 'unknown'
  taken_at: Date | null
  camera_sha256: string | null
  /** Whether its record takes it when it is here: not while that waits to be settled. */
  tied: boolean
}

interface StoredFile {
  size: number
  width: number
  height: number
}

/** What the bytes say of themselves. @throws when they are not in the store */
export async function storedFile(app: App, sha256: string): Promise<StoredFile> {
  const path = app.blobs.path(sha256)
  const [{ width, height }, { size }] = await Promise.all([sharp(path).metadata(), stat(path)])
  return { size, width, height }
}

/**
 * Writes down that a photo is here, and gives it to its record.
 * @returns why the record would not have it (it waits, was withdrawn, or is full); the picture is kept all the same
 */
export async function noteArrived(
  context: CommandContext,
  sha256: string,
  file: StoredFile,
  { tied, target, target_id: id, role, source, taken_at: takenAt, camera_sha256: cameraSha256 }: ToldPhoto,
): Promise<Problem | null> {
  const { app, tx } = context
  await app.commands.run(context, 'photo.note', { sha256, photo: { ...file, takenAt, source, cameraSha256 } })
  if (!tied) return null
  await sql`savepoint field_photo`.execute(tx)
  try {
    await app.commands.run(context, target === 'entry' ? 'entry.add-photo' : 'case.add-photo', { id, sha256, role })
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint field_photo`.execute(tx)
    return error
  }
}
