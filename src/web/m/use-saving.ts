import { useState } from 'react'
import { useProcessing } from './photo-work.ts'

export interface Saving {
  /** What is missing or went wrong, as a sentence; '' when nothing is. */
  problem: string
  setProblem: (sentence: string) => void
  busy: boolean
  /** How many pictures are not ready yet. */
  processing: number
  /** Whether it was to be saved before its pictures were ready: it is, once they are. */
  wanted: boolean
  want: () => void
  /** Saves unless something lacks. @param lack a sentence, or '' · @param work rejects with a sentence to show */
  submit: (lack: string, work: () => Promise<void>) => Promise<void>
}

/** How saving a form goes: what was typed stays until it is on the disk. @param draft key of the form's draft */
export function useSaving(draft: string): Saving {
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const [wanted, setWanted] = useState(false)
  const processing = useProcessing(draft)
  const say = (sentence: string): void => {
    setProblem(sentence)
    // A picture that did not come is not left out in silence.
    if (sentence) setWanted(false)
  }
  const submit = async (lack: string, work: () => Promise<void>): Promise<void> => {
    setWanted(false)
    setProblem(lack)
    if (lack) return
    setBusy(true)
    try {
      await work()
    } catch (cause) {
      setProblem((cause as Error).message)
      setBusy(false)
    }
  }
  return { problem, setProblem: say, busy, processing, wanted, want: () => setWanted(true), submit }
}
