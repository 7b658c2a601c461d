import { upload } from '#kernel/web/upload.ts'
import type { NewPhoto } from './photo-input.tsx'

export interface Unsent {
  photo: NewPhoto
  cause: unknown
}

/** Sends the photos of a saved record one after the other; those that could not be sent come back with the reason. */
export async function sendPhotos(
  path: string,
  photos: readonly NewPhoto[],
  onSent: (count: number) => void,
): Promise<Unsent[]> {
  const unsent: Unsent[] = []
  for (const [index, photo] of photos.entries()) {
    try {
      await upload(`${path}?role=${photo.role}`, photo.file)
    } catch (cause) {
      unsent.push({ photo, cause })
    }
    onSent(index + 1)
  }
  return unsent
}
