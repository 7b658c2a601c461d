import type { Community } from '#kernel/web/use-community.ts'
import type { QuestionSide } from '../schema.ts'

/** The photo as its record shows it: whoever may see the record may see the photo. */
export function sidePhoto(community: Community, { target, id, sha256 }: QuestionSide): string {
  return community.api(`/${target === 'case' ? 'cases' : 'entries'}/${id}/photos/${sha256}`)
}

/** Where the record itself stands, with its photos and its history. */
export function sideRecord(community: Community, { target, id }: QuestionSide): string {
  return community.href(target === 'case' ? `/cases/${id}` : `/ledger?entry=${id}`)
}
