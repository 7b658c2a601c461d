import { say } from '#kernel/web/words.ts'
import { type FilePhoto, writePhoneFile } from '#slices/field/phone/phone-file.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { changed } from './live.ts'
import { client, disk } from './phone.ts'
import { keptWho } from './who.ts'

/**
 * Everything of these rows in one file, pictures included, so that nothing depends on this phone alone. Only who knows
 * the password reads it: it may be taken out by whoever holds the phone. @throws what the storage refuses with
 */
export async function exportRows(rows: readonly OutboxRow[], password: string): Promise<void> {
  const { deviceId } = await disk.meta()
  const photos: FilePhoto[] = []
  for (const sha256 of new Set(rows.flatMap(({ operation }) => operation.photos.map((photo) => photo.sha256)))) {
    const photo = await disk.photo(sha256)
    if (photo) photos.push({ sha256, bytes: photo.bytes })
  }
  const who = keptWho()
  const names = who ? { [who.accountId]: who.name } : {}
  const writtenAt = new Date().toISOString()
  const bytes = await writePhoneFile(password, { deviceId, writtenAt, names, rows: [...rows] }, photos)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }))
  link.download = `${say('未上传的记录')}-${writtenAt.slice(0, 10)}.ybz`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  await client.exported(
    rows.map((row) => row.operation.deviceSeq),
    who?.accountId ?? null,
  )
  changed()
}
