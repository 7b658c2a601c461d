import { useEffect, useRef } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { InstallHint } from './install-hint.tsx'

interface SavedCardProps {
  again: string
  /** What went less well although it is saved; '' mostly. */
  warning?: string
  onAgain: () => void
}

/** Shown only after the phone's own disk holds all of it. */
export function SavedCard({ again, warning = '', onAgain }: SavedCardProps) {
  const t = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="saved">
      <h2 ref={heading} tabIndex={-1}>
        {t('已保存')}
      </h2>
      <p>{t('已存在这部手机里，有网络时自动上传，不用等。')}</p>
      {warning && (
        <p className="notice" role="alert">
          {warning}
        </p>
      )}
      <InstallHint at="saved" />
      <div className="bar">
        <button type="button" className="main" onClick={onAgain}>
          {again}
        </button>
        <a className="button" href="#/">
          {t('回到今天')}
        </a>
      </div>
    </section>
  )
}
