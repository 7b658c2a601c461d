/** What the browser answered when asked not to clear this app's storage when space runs short. */
export type Kept = 'kept' | 'may-be-cleared' | 'cannot-say'

export async function storageAnswer(): Promise<Kept> {
  if (!navigator.storage?.persisted) return 'cannot-say'
  return (await navigator.storage.persisted().catch(() => false)) ? 'kept' : 'may-be-cleared'
}

export async function askToKeep(): Promise<Kept> {
  if (!navigator.storage?.persist) return 'cannot-say'
  await navigator.storage.persist().catch(() => false)
  return storageAnswer()
}

export const KEPT_WORDS: Record<Kept, string> = {
  kept: '浏览器已答应：空间紧张时也不会清除这里没上传的记录。',
  'may-be-cleared': '浏览器还没有答应保留：手机空间很紧时，没上传的记录有可能被清除。添加到主屏幕后一般就会答应。',
  'cannot-say': '这个浏览器不说明会不会清除记录。请有网络时及时打开本页上传。',
}
