import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { type Draft, draftKey, keepDraft, openDraft } from './drafts.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { receivePhotos, useProcessing } from './photo-work.ts'
import type { Who } from './who.ts'

export interface FoundDraft<C> {
  key: string
  found: Draft<C> | null
  /** Rises when it is given up: the form is begun anew. */
  round: number
  drop: () => void
}

/** What was left of a form, before it is drawn; null while that is read. */
export function useFoundDraft<C>(who: Who, form: string): FoundDraft<C> | null {
  const key = draftKey(who, form)
  const [state, setState] = useState<{ found: Draft<C> | null; round: number } | null>(null)
  useEffect(() => {
    let current = true
    const set = (found: Draft<C> | null): void => {
      if (current) setState({ found, round: 0 })
    }
    openDraft<C>(key).then(set, () => set(null))
    return () => {
      current = false
    }
  }, [key])
  const drop = (): void =>
    void keepDraft(key, null).then(
      () => setState((had) => ({ found: null, round: (had?.round ?? 0) + 1 })),
      () => {},
    )
  return state && { key, ...state, drop }
}

/**
 * Keeps a form on the disk as it stands, with every change.
 * @param content null while there is nothing to lose
 */
export function useDraft<C>(
  { key, found }: FoundDraft<C>,
  content: C | null,
  photos: TakenPhoto[],
  setPhotos: Dispatch<SetStateAction<TakenPhoto[]>>,
): void {
  const [begunAt] = useState(() => found?.begunAt ?? Date.now())
  const [failed, setFailed] = useState(false)
  const onDisk = useRef(found !== null)
  const processing = useProcessing(key)
  useEffect(
    () =>
      receivePhotos(key, (photo) =>
        setPhotos((had) => (had.some(({ fact }) => fact.sha256 === photo.fact.sha256) ? had : [...had, photo])),
      ),
    [key, setPhotos],
  )
  const text = JSON.stringify(content)
  useEffect(() => {
    if (content === null && !onDisk.current) return
    onDisk.current = content !== null
    keepDraft(key, content === null ? null : { begunAt, content, photos }).then(
      () => setFailed(false),
      () => setFailed(true),
    )
    // The text is the content.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, text, photos, begunAt])
  // What is kept needs no question; what is not, does.
  useLeaveGuard(failed || processing > 0)
}
