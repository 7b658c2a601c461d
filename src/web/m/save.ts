import { say } from '#kernel/web/words.ts'
import type { Owner, TakenPhoto } from '#slices/field/phone/field-client.ts'
import { sha256Hex } from '#slices/field/phone/hash.ts'
import type { Act } from '#slices/field/schema.ts'
import { closeDraft, reopenDraft } from './drafts.ts'
import { changed } from './live.ts'
import { client, disk } from './phone.ts'
import { askToKeep } from './storage.ts'

/**
 * Saves something new on this phone; its draft goes with the same write.
 * @returns what the person must know although it is saved, as a sentence; '' when all is well
 * @throws Error with a sentence to show; nothing was saved then
 */
export function save(owner: Owner, act: Act, photos: TakenPhoto[], draft: string): Promise<string> {
  return durably(() => client.save(owner, act, photos, draft), photos, draft)
}

/** Saves an edit of what this phone holds, also while the version before is on its way. As `save`. */
export function saveEdit(owner: Owner, id: string, act: Act, photos: TakenPhoto[], draft: string): Promise<string> {
  return durably(() => client.edit(owner, id, act, photos, draft), photos, draft)
}

/** When it resolves, record, photos and outbox row are durable together, and the photos were read back. */
async function durably(work: () => Promise<unknown>, photos: TakenPhoto[], draft: string): Promise<string> {
  await closeDraft(draft)
  await work().catch((cause: unknown) => {
    reopenDraft(draft)
    const full = cause instanceof DOMException && cause.name === 'QuotaExceededError'
    throw new Error(
      full
        ? say('手机存储空间不够，没有保存。请先删去手机里不用的文件，再点一次“保存”。')
        : say('没有保存成功。内容还在这里，请再点一次“保存”。'),
    )
  })
  changed()
  void askToKeep()
  // The record stands: a second one by a second tap would be worse than this sentence.
  const whole = await Promise.all(photos.map(readsBack)).catch(() => [false])
  return whole.every(Boolean) ? '' : say('记录已保存，但有一张照片没有存好，请到“未上传”里导出并告诉社区。')
}

async function readsBack({ fact: { sha256 } }: TakenPhoto): Promise<boolean> {
  const held = await disk.photo(sha256)
  return held !== null && (await sha256Hex(held.bytes)) === sha256
}
