import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { bandsOf, probesOf } from './band-rules.ts'
import { CROPS, type Crop, fineDistance, type Print } from './print-rules.ts'
import './tables.ts'

const CROP_NAMES = Object.keys(CROPS) as Crop[]
const WHOLE = CROP_NAMES.indexOf('whole')
/** Finds that are looked at closely, the nearest first; a picture with more is no picture to tell things by. */
const MOST_FINDS = 200

export interface PhotoPrints {
  sha256: string
  prints: Print[]
}

/** Prints that are here already, of those asked for. */
export async function printsHere(tx: Tx, communityId: string, names: readonly string[]): Promise<Map<string, Print[]>> {
  const { rows } = await sql<{ sha256: string; crop: number; hash: string; fine: Buffer }>`
    select sha256, crop, hash::text as hash, fine from photo_print
    where community_id = ${communityId}::uuid and sha256 = any(${[...names]}::text[])`.execute(tx)
  const here = new Map<string, Print[]>()
  for (const { sha256, crop, hash, fine } of rows) {
    const prints = here.get(sha256) ?? []
    prints.push({ crop: CROP_NAMES[crop]!, hash: BigInt.asUintN(64, BigInt(hash)), fine })
    here.set(sha256, prints)
  }
  return here
}

export async function savePrints(tx: Tx, communityId: string, photos: readonly PhotoPrints[]): Promise<void> {
  const rows = photos.flatMap(({ sha256, prints }) => prints.map((print) => printRow(sha256, print)))
  if (rows.length === 0) return
  await sql`insert into photo_print (community_id, sha256, crop, hash, band0, band1, band2, band3, fine)
    select ${communityId}::uuid, sha256, crop, hash, band0, band1, band2, band3, decode(fine, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (sha256 text, crop smallint, hash bigint, band0 int,
      band1 int, band2 int, band3 int, fine text)
    on conflict do nothing`.execute(tx)
}

/** A print as its row; the hash as signed decimal text, the fine bits in hex. */
export function printRow(sha256: string, { crop, hash, fine }: Print) {
  const [band0, band1, band2, band3] = bandsOf(hash)
  const signed = BigInt.asIntN(64, hash).toString()
  const hex = Buffer.from(fine).toString('hex')
  return { sha256, crop: CROP_NAMES.indexOf(crop), hash: signed, band0, band1, band2, band3, fine: hex }
}

export interface Alike {
  sha256: string
  /** Of 512 bits so many differ. */
  distance: number
}

/**
 * Other photos of the community that look like this one, the nearest first: of the whole of one and the whole or a cut
 * of the other at most seven of 64 bits differ, and at most `most` of 512.
 */
export async function photosLike(tx: Tx, communityId: string, photo: PhotoPrints, most: number): Promise<Alike[]> {
  const { prints } = photo
  if (prints.length === 0) return []
  const whole = prints.filter(({ crop }) => crop === 'whole')
  const cuts = prints.filter(({ crop }) => crop !== 'whole')
  const hashes = (of: Print[]): string[] => of.map(({ hash }) => BigInt.asIntN(64, hash).toString())
  const wholeProbes = probesOf(whole.map(({ hash }) => hash))
  const cutProbes = probesOf(cuts.map(({ hash }) => hash))
  const rows = await find(tx, [
    communityId,
    hashes(whole),
    hashes(cuts),
    ...wholeProbes,
    ...cutProbes,
    MOST_FINDS,
    photo.sha256,
  ])
  const nearest = new Map<string, number>()
  for (const { sha256, crop, fine } of rows) {
    // Two cuts are not compared: what they have in common, their wholes have.
    for (const print of crop === WHOLE ? prints : whole) {
      const distance = fineDistance(print.fine, fine)
      if (distance <= most && distance < (nearest.get(sha256) ?? Infinity)) nearest.set(sha256, distance)
    }
  }
  return [...nearest]
    .map(([sha256, distance]) => ({ sha256, distance }))
    .sort((a, b) => a.distance - b.distance || (a.sha256 < b.sha256 ? -1 : 1))
}

const find = kept<{ sha256: string; crop: number; fine: Buffer }>(sql`
  select sha256, crop, fine from ybz_photos_like(${slot(1)}::uuid, ${slot(2)}::bigint[], ${slot(3)}::bigint[],
    ${sql.join([4, 5, 6, 7].map((at) => sql`${slot(at)}::int[]`))},
    ${sql.join([8, 9, 10, 11].map((at) => sql`${slot(at)}::int[]`))}, ${slot(12)}::int)
  where sha256 <> ${slot(13)}::text`)
