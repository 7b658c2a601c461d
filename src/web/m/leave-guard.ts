import { useEffect } from 'react'

/** Asks before a half-made record is thrown away by closing the page. */
export function useLeaveGuard(hasSomething: boolean): void {
  useEffect(() => {
    if (!hasSomething) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasSomething])
}
