import type { Owner, TakenPhoto } from '#slices/field/phone/field-client.ts'
import { sha256Hex } from '#slices/field/phone/hash.ts'
import { StaleChain } from '#slices/field/phone/idb-disk.ts'
import type { Act } from '#slices/field/schema.ts'
import { askToKeep } from './storage.ts'
import { changed } from './live.ts'
import { client, disk } from './phone.ts'

const TRIES = 5

/**
 * Saves on this phone: when it resolves, record, photos and outbox row are durable together, and the photos were read
 * back as they were written. @throws Error with a sentence to show; nothing was saved then
 */
export async function save(owner: Owner, act: Act, photos: TakenPhoto[]): Promise<string> {
  const id = await inTurn(() => again(() => client.save(owner, act, photos))).catch((cause: unknown) => {
    const full = cause instanceof DOMException && cause.name === 'QuotaExceededError'
    throw new Error(
      full
        ? '手机存储空间不够，没有保存。请先删去手机里不用的文件，再点一次“保存”。'
        : '没有保存成功。内容还在这里，请再点一次“保存”。',
    )
  })
  for (const { fact } of photos) {
    const held = await disk.photo(fact.sha256)
    if (!held || (await sha256Hex(held.bytes)) !== fact.sha256)
      throw new Error('记录已保存，但有一张照片没有存好，请到“未上传”里导出并告诉社区。')
  }
  changed()
  void askToKeep()
  return id
}

// Another page of the app on this phone may save at the same moment; whoever comes second reads again.
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (cause) {
      if (!(cause instanceof StaleChain) || tried === TRIES) throw cause
    }
  }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('ybz-field-save', work) as Promise<T>) : work()
}
