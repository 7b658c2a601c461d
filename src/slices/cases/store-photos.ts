import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import { caseProblems as problems } from './problems.ts'
import { takesPhotos } from './rules.ts'
import type { CasePhoto } from './schema.ts'
import { readCases } from './store-body.ts'
import { writeCases } from './store-write.ts'

/** More would be a film, not evidence. */
const MOST = 30

/** Whether the reader may see this case and it carries this photo: the right to a photo is the right to its case. */
export async function mayUseCasePhoto(tx: Tx, reader: Reader, id: string, sha256?: string): Promise<boolean> {
  const photo = sha256
    ? sql`and exists (select from case_photo f where f.community_id = c.community_id and f.case_id = c.id
        and f.sha256 = ${sha256})`
    : sql``
  const found = await sql`select 1 from problem_case c
    where c.community_id = ${reader.communityId}::uuid and c.id = ${id}::uuid ${photo}`.execute(tx)
  return found.rows.length > 0
}

/** Ties a noted photo to a case; the same one in the same role again changes nothing. @throws case.* */
export async function attachCasePhoto(
  tx: Tx,
  reader: Reader,
  id: string,
  { sha256, role }: Pick<CasePhoto, 'sha256' | 'role'>,
  now: Date,
): Promise<{ version: number }> {
  await takeTurn(tx, reader.communityId)
  const standing = (await readCases(tx, reader.communityId, [id])).get(id)
  if (!standing) throw problems['case.unknown']()
  const { body, version } = standing
  if (body.photos.some((photo) => photo.sha256 === sha256 && photo.role === role)) return { version }
  if (!takesPhotos(body.state)) throw problems['case.photo-late']()
  // What shows the place before cannot show it mended.
  const mended = role === 'after'
  if (body.photos.some((photo) => photo.sha256 === sha256 && (photo.role === 'after') !== mended)) {
    throw problems['case.photo-same']()
  }
  if (body.photos.length >= MOST) throw problems['case.photo-many']({ most: MOST })
  const next = version + 1
  const photos = [...body.photos, { sha256, role, version: next }]
  const act = { step: 'photo' as const, note: '' }
  const event = 'case.photo-added'
  await writeCases(tx, reader, [{ id, version: next, body: { ...body, photos, act }, event }], now)
  return { version: next }
}
