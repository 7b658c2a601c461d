import { useCallback, useState } from 'react'

export interface Attempt {
  /** While it runs, for whatever started it to show. */
  busy: boolean
  /** Why the last one failed, for a ProblemNotice; null once the next begins. */
  problem: unknown
  /** Never rejects. */
  attempt: (act: () => Promise<unknown>) => Promise<void>
  forget: () => void
}

/** Something a person sets off that may fail, such as saving: whether it is under way, and what went wrong. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const attempt = useCallback(async (act: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await act()
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setProblem(null), [])
  return { busy, problem, attempt, forget }
}
