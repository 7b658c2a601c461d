import type { Reader } from '#kernel/reader.ts'
import { PARTY_KIND_LABEL } from '#slices/people/schema.ts'
import { problems } from './problems.ts'
import { isPartyField } from './rules.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryBody } from './schema.ts'
import type { Found } from './store-look.ts'

export interface Candidate {
  body: EntryBody
  kind: KindDef
  row: number | undefined
}

/**
 * Whether everything a batch points to exists in the community: places (and within the reader's duties), parties of
 * the right kind, campaigns, photos.
 */
export function checkReferences(reader: Reader, batch: Candidate[], found: Found): void {
  for (const { body, row } of batch) {
    if (body.placeId === null) continue
    if (!found.places.has(body.placeId)) throw problems['entry.place-unknown']({ row }, 'placeId')
    if (reader.places !== null && !reader.places.includes(body.placeId)) {
      throw problems['entry.place-beyond']({ row }, 'placeId')
    }
  }
  for (const { body, kind, row } of batch) {
    if (body.campaignId && !found.campaigns.has(body.campaignId)) {
      throw problems['entry.campaign-unknown']({ row }, 'campaignId')
    }
    if (body.photos.some((photo) => !found.photos.has(photo.sha256))) {
      throw problems['entry.photo-unknown']({ row }, 'photos')
    }
    for (const field of kind.fields.filter(isPartyField)) {
      const at = `parties.${field.key}`
      for (const id of body.parties[field.key] ?? []) {
        const partyKind = found.parties.get(id)
        if (partyKind === undefined) throw problems['entry.party-unknown']({ row, label: field.label }, at)
        if (field.partyKind && partyKind !== field.partyKind) {
          throw problems['entry.party-kind']({ row, label: field.label, kind: PARTY_KIND_LABEL[field.partyKind] }, at)
        }
      }
    }
  }
}
