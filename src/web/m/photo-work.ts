import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { addToDraft } from './drafts.ts'

// Pictures on their way into a form, by its draft: they outlive the form that is left while they are made ready.
const running = new Map<string, number>()
const watchers = new Set<() => void>()
const forms = new Map<string, (photo: TakenPhoto) => void>()

const count = (key: string, by: number): void => {
  running.set(key, (running.get(key) ?? 0) + by)
  for (const watch of watchers) watch()
}

/** Takes in the photos of this draft while its form is open. @returns what ends it */
export function receivePhotos(key: string, take: (photo: TakenPhoto) => void): () => void {
  forms.set(key, take)
  return () => {
    if (forms.get(key) === take) forms.delete(key)
  }
}

/** Says at once that so many pictures are coming; `bringPhoto` counts each one down. */
export const expectPhotos = (key: string, more: number): void => count(key, more)

/**
 * Makes one picture ready and brings it to its form, or to its draft when that was left meanwhile. What came of it is
 * drawn before the picture counts as ready: whoever waits for it to save must see it.
 */
export async function bringPhoto(
  key: string,
  work: () => Promise<TakenPhoto>,
  onFault: (cause: unknown) => void,
): Promise<void> {
  try {
    const photo = await work()
    const take = forms.get(key)
    if (take) flushSync(() => take(photo))
    else await addToDraft(key, photo)
  } catch (cause) {
    flushSync(() => onFault(cause))
  } finally {
    count(key, -1)
  }
}

const watched = (tell: () => void): (() => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** How many pictures of this draft are not ready yet. */
export const useProcessing = (key: string): number => useSyncExternalStore(watched, () => running.get(key) ?? 0)
