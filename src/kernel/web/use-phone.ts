import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 767px)')

function follow(changed: () => void): () => void {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Whether the window is narrow enough that rows become cards and the navigation a drawer. */
export function usePhone(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches)
}
