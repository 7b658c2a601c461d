import { upload } from '#kernel/web/upload.ts'
import type { NewPhoto } from '#slices/ledger/screens/photo-input.tsx'

export interface SentPhotos {
  /** Of the case after the last photo that got through; null when none did. */
  version: number | null
  unsent: { photo: NewPhoto; cause: unknown }[]
}

/** Sends photos to a problem one after the other; each that gets through is a version of its own. */
export async function sendCasePhotos(
  path: string,
  photos: readonly NewPhoto[],
  onSent: (count: number) => void,
): Promise<SentPhotos> {
  const result: SentPhotos = { version: null, unsent: [] }
  for (const [at, photo] of photos.entries()) {
    try {
      const { version } = await upload<{ version: number }>(`${path}?role=${photo.role}`, photo.file)
      result.version = version
    } catch (cause) {
      result.unsent.push({ photo, cause })
    }
    onSent(at + 1)
  }
  return result
}
