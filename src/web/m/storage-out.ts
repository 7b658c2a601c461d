import { useSyncExternalStore } from 'react'

// Readings of this phone's disk that failed and have not succeeded since, each by a name of its own.
const failing = new Set<symbol>()
const watchers = new Set<() => void>()

/** Notes how a reading went. */
export function noteReading(reading: symbol, failed: boolean): void {
  if (failing.has(reading) === failed) return
  if (failed) failing.add(reading)
  else failing.delete(reading)
  for (const watch of watchers) watch()
}

const watched = (tell: () => void): (() => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** Whether something on this phone's disk cannot be read now. */
export const useStorageOut = (): boolean => useSyncExternalStore(watched, () => failing.size > 0)
