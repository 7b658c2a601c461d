import { readdir } from 'node:fs/promises'

/** Paths of everything below a folder, relative to it; none if nobody has made the folder yet. */
export async function filesBelow(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true })
  } catch (error) {
    // Any other reason would make a backup that lacks its files look whole.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
