import { useCallback, useEffect, useState } from 'react'
import type { Point } from '#kernel/point.ts'

export interface Position {
  at: Point | null
  /** Where `at` comes from; a photo's word goes before the phone's. */
  from: 'photo' | 'phone' | null
  /** Whether the phone could be asked, once the person says so. */
  mayAsk: boolean
  /** Why the phone does not say it, once it was asked or may not be. */
  trouble: 'denied' | 'unknown' | null
  ask: () => void
  takenAt: (at: Point | null) => void
}

/**
 * Where the person stands, while this form is open and no longer: kept nowhere, sent nowhere. A photo says it; else the
 * phone is asked once, by itself only when the person has allowed it before.
 * @param mayLook false where something old is changed: where one stands now says nothing of it
 */
export function usePosition(mayLook: boolean): Position {
  const [photo, setPhoto] = useState<Point | null>(null)
  const [phone, setPhone] = useState<Point | null>(null)
  const [mayAsk, setMayAsk] = useState(false)
  const [trouble, setTrouble] = useState<Position['trouble']>(null)
  const ask = useCallback(() => {
    setMayAsk(false)
    setTrouble(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPhone([coords.longitude, coords.latitude]),
      ({ code, PERMISSION_DENIED }) => setTrouble(code === PERMISSION_DENIED ? 'denied' : 'unknown'),
      { enableHighAccuracy: false, maximumAge: 60_000, timeout: 15_000 },
    )
  }, [])
  useEffect(() => {
    if (!mayLook || !('geolocation' in navigator)) return
    let current = true
    const settle = (state: PermissionState): void => {
      if (!current) return
      if (state === 'granted') ask()
      else {
        setMayAsk(state === 'prompt')
        if (state === 'denied') setTrouble('denied')
      }
    }
    // A browser that cannot say whether it may is asked only when the person says so.
    const allowed = navigator.permissions?.query({ name: 'geolocation' }).then(({ state }) => state)
    void Promise.resolve(allowed ?? 'prompt').then(settle, () => settle('prompt'))
    return () => {
      current = false
    }
  }, [ask, mayLook])
  const takenAt = useCallback((at: Point | null) => setPhoto((before) => at ?? before), [])
  return {
    at: photo ?? phone,
    from: photo ? 'photo' : phone ? 'phone' : null,
    mayAsk: mayAsk && !photo,
    trouble: photo || phone ? null : trouble,
    ask,
    takenAt,
  }
}
