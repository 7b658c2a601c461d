import { useEffect, useState } from 'react'
import { DraftSaver, type DraftSaverOptions, type SaveState } from './draft-saver.ts'

/** The saver of one editor, and what it says of itself. */
export function useDraftSaver(make: () => Omit<DraftSaverOptions, 'changed'>): {
  saver: DraftSaver
  state: SaveState
  problem: unknown
} {
  const [said, setSaid] = useState<{ state: SaveState; problem: unknown }>({ state: 'saved', problem: null })
  const [saver] = useState(
    () => new DraftSaver({ ...make(), changed: (state, problem) => setSaid({ state, problem }) }),
  )
  useEffect(() => () => saver.stop(), [saver])
  return { saver, ...said }
}
