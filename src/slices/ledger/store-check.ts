import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { PARTY_KIND_LABEL } from '#slices/people/schema.ts'
import { problems } from './problems.ts'
import { isPartyField } from './rules.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryBody } from './schema.ts'

export interface Candidate {
  body: EntryBody
  kind: KindDef
  row: number | undefined
}

/**
 * Whether everything a batch points to exists in the community: places (and within the reader's duties), parties of
 * the right kind, campaigns, photos. One statement for the batch.
 * A reader of some places may use the photos they can see, so that knowing a photo's hash is no right to the photo.
 * @param known the place ids of the batch that the register holds
 * @param brought the photo whose bytes the reader has just sent
 */
export async function checkReferences(
  tx: Tx,
  reader: Reader,
  batch: Candidate[],
  known: ReadonlyMap<string, unknown>,
  brought?: string,
): Promise<void> {
  for (const { body, row } of batch) {
    if (body.placeId === null) continue
    if (!known.has(body.placeId)) throw problems['entry.place-unknown']({ row }, 'placeId')
    if (reader.places !== null && !reader.places.includes(body.placeId)) {
      throw problems['entry.place-beyond']({ row }, 'placeId')
    }
  }
  const parties = unique(batch.flatMap(({ body }) => Object.values(body.parties).flat()))
  const campaigns = unique(batch.flatMap(({ body }) => (body.campaignId ? [body.campaignId] : [])))
  const photos = unique(batch.flatMap(({ body }) => body.photos.map((photo) => photo.sha256)))
  const found = await sql<{ what: string; id: string; kind: string }>`
    select 'party' as what, id::text, kind from party_label
      where community_id = ${reader.communityId}::uuid and id = any(${parties}::uuid[])
    union all select 'campaign', id::text, '' from campaign
      where community_id = ${reader.communityId}::uuid and id = any(${campaigns}::uuid[])
    union all select 'photo', p.sha256, '' from photo p
      where p.community_id = ${reader.communityId}::uuid and p.sha256 = any(${photos}::text[])
        and (${reader.places === null} or p.sha256 = ${brought ?? ''} or exists (select from entry_photo f
          where f.community_id = p.community_id and f.sha256 = p.sha256))`.execute(tx)
  const kindOf = new Map(found.rows.filter((r) => r.what === 'party').map((r) => [r.id, r.kind]))
  const has = new Set(found.rows.map((r) => `${r.what} ${r.id}`))
  for (const { body, kind, row } of batch) {
    if (body.campaignId && !has.has(`campaign ${body.campaignId}`)) {
      throw problems['entry.campaign-unknown']({ row }, 'campaignId')
    }
    if (body.photos.some((photo) => !has.has(`photo ${photo.sha256}`))) {
      throw problems['entry.photo-unknown']({ row }, 'photos')
    }
    for (const field of kind.fields.filter(isPartyField)) {
      const at = `parties.${field.key}`
      for (const id of body.parties[field.key] ?? []) {
        const partyKind = kindOf.get(id)
        if (partyKind === undefined) throw problems['entry.party-unknown']({ row, label: field.label }, at)
        if (field.partyKind && partyKind !== field.partyKind) {
          throw problems['entry.party-kind']({ row, label: field.label, kind: PARTY_KIND_LABEL[field.partyKind] }, at)
        }
      }
    }
  }
}

function unique(words: string[]): string[] {
  return [...new Set(words)]
}
