import { useEffect, useEffectEvent } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { Saving } from './use-saving.ts'

interface SaveBarProps {
  saving: Saving
  label: string
  onSave: () => void
}

/** Under the thumb: the one button that saves, and above it why it did not. It waits for pictures that are not ready. */
export function SaveBar({ saving: { problem, busy, processing, wanted, want }, label, onSave }: SaveBarProps) {
  const t = useWords()
  const waits = wanted && processing > 0
  const ready = wanted && processing === 0
  const go = useEffectEvent(onSave)
  useEffect(() => {
    if (ready) go()
  }, [ready])
  return (
    <div className="bar">
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="button" className="main" disabled={busy || wanted} onClick={processing > 0 ? want : onSave}>
        {waits ? t('正在处理照片…') : busy ? t('正在保存…') : label}
      </button>
    </div>
  )
}
