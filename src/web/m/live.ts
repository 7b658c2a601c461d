import { useEffect, useState } from 'react'
import { noteReading } from './storage-out.ts'

/** Says that something on this phone's disk changed, to every page of the app that is open. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ybz-field')
const listeners = new Set<() => void>()

/** Every reading once more, on this page alone. */
export const readAgain = (): void => {
  for (const listener of listeners) listener()
}
channel?.addEventListener('message', readAgain)

export function changed(): void {
  readAgain()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has no target
  channel?.postMessage('changed')
}

/** Some storages neither open nor refuse; whoever waits is told after so long. */
const SILENT_MS = 10_000

/** What `read` gives from the phone's disk, read again whenever something changed there. A failure stands in `useStorageOut`. */
export function useLive<T>(read: () => Promise<T>, first: T, key = ''): T {
  const [value, setValue] = useState(first)
  useEffect(() => {
    const name = Symbol(key)
    let current = true
    let silence: ReturnType<typeof setTimeout> | undefined
    const heard = (failed: boolean): void => {
      clearTimeout(silence)
      if (current) noteReading(name, failed)
    }
    const look = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => heard(true), SILENT_MS)
      read().then(
        (found) => {
          heard(false)
          if (current) setValue(found)
        },
        () => heard(true),
      )
    }
    look()
    listeners.add(look)
    return () => {
      current = false
      listeners.delete(look)
      clearTimeout(silence)
      noteReading(name, false)
    }
    // The key names what is read.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return value
}
