import { useEffect, useState } from 'react'

/** Says that something on this phone's disk changed, to every page of the app that is open. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ybz-field')
const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of listeners) listener()
}
channel?.addEventListener('message', tell)

export function changed(): void {
  tell()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has no target
  channel?.postMessage('changed')
}

/** What `read` gives from the phone's disk, read again whenever something changed there. */
export function useLive<T>(read: () => Promise<T>, first: T, key = ''): T {
  const [value, setValue] = useState(first)
  useEffect(() => {
    let current = true
    const look = (): void => {
      read().then(
        (found) => current && setValue(found),
        () => {},
      )
    }
    look()
    listeners.add(look)
    return () => {
      current = false
      listeners.delete(look)
    }
    // The key names what is read.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return value
}
