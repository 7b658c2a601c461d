import { say } from '#kernel/web/words.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { changed } from './live.ts'
import { client, disk } from './phone.ts'

/** Everything of these rows in one file, pictures included, so that nothing depends on this phone alone. @throws what the storage refuses with */
export async function exportRows(rows: readonly OutboxRow[]): Promise<void> {
  const { deviceId } = await disk.meta()
  const photos: Record<string, string> = {}
  for (const { sha256 } of rows.flatMap((row) => row.operation.photos)) {
    const photo = await disk.photo(sha256)
    if (photo) photos[sha256] = base64Of(photo.bytes)
  }
  const text = JSON.stringify({ format: 'yibenzhang-outbox', version: 1, deviceId, rows, photos })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `${say('未上传的记录')}-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  await client.exported(rows.map((row) => row.operation.deviceSeq))
  changed()
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  const STEP = 0x8000
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(text)
}
