import type { KindDef } from './kind-schema.ts'
import { problems } from './problems.ts'
import { checkEntry } from './rules.ts'
import type { EntryBody, EntryDraft, EntryPhoto } from './schema.ts'

/** A draft as history keeps it: checked against its kind, every value in its one spelling. @throws entry.* */
export function bodyOf(
  kind: KindDef,
  draft: EntryDraft,
  origin: Pick<EntryBody, 'author' | 'via'>,
  context: { row: number | undefined; today: string; old: EntryBody | undefined },
): EntryBody {
  const body: EntryBody = {
    kind: kind.code,
    placeId: draft.placeId,
    locus: draft.locus?.trim() ?? '',
    dayFrom: draft.dayFrom,
    dayTo: draft.dayTo,
    campaignId: draft.campaignId ?? null,
    ...checkEntry(kind, draft, context),
    note: draft.note?.trim() ?? '',
    via: origin.via,
    author: origin.author,
    photos: sortPhotos(
      (draft.photos ?? []).map((p) => ({ sha256: p.sha256, role: p.role ?? 'scene', ord: p.ord ?? 0 })),
    ),
    state: 'live',
  }
  if (saysNothing(body)) throw problems['entry.empty']({ row: context.row })
  return body
}

/** By order, then by contents, so that equal lists are equal bodies. */
export function sortPhotos(photos: EntryPhoto[]): EntryPhoto[] {
  const word = (photo: EntryPhoto): string => `${String(photo.ord).padStart(4, '0')} ${photo.sha256} ${photo.role}`
  return photos.toSorted((a, b) => (word(a) < word(b) ? -1 : 1))
}

// A slip of the Enter key must not count as an activity held.
function saysNothing(body: EntryBody): boolean {
  const held = [body.amounts, body.fields, body.parties].some((each) => Object.keys(each).length > 0)
  return !held && !body.placeId && !body.locus && !body.campaignId && !body.note && body.photos.length === 0
}
