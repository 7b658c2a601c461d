import { say } from '#kernel/web/words.ts'
import type { Owner, TakenPhoto } from '#slices/field/phone/field-client.ts'
import { sha256Hex } from '#slices/field/phone/hash.ts'
import type { Act } from '#slices/field/schema.ts'
import { changed } from './live.ts'
import { client, disk } from './phone.ts'
import { askToKeep } from './storage.ts'

/** Saves something new on this phone. @throws Error with a sentence to show; nothing was saved then */
export function save(owner: Owner, act: Act, photos: TakenPhoto[]): Promise<void> {
  return durably(() => client.save(owner, act, photos), photos)
}

/** Saves an edit of what this phone holds, also while the version before is on its way. @throws as `save` */
export function saveEdit(owner: Owner, id: string, act: Act, photos: TakenPhoto[]): Promise<void> {
  return durably(() => client.edit(owner, id, act, photos), photos)
}

/** When it resolves, record, photos and outbox row are durable together, and the photos were read back as written. */
async function durably(work: () => Promise<unknown>, photos: TakenPhoto[]): Promise<void> {
  await work().catch((cause: unknown) => {
    const full = cause instanceof DOMException && cause.name === 'QuotaExceededError'
    throw new Error(
      full
        ? say('手机存储空间不够，没有保存。请先删去手机里不用的文件，再点一次“保存”。')
        : say('没有保存成功。内容还在这里，请再点一次“保存”。'),
    )
  })
  for (const { fact } of photos) {
    const held = await disk.photo(fact.sha256)
    if (!held || (await sha256Hex(held.bytes)) !== fact.sha256)
      throw new Error(say('记录已保存，但有一张照片没有存好，请到“未上传”里导出并告诉社区。'))
  }
  changed()
  void askToKeep()
}
