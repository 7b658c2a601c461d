import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'

interface KindPickerProps {
  /** The likeliest first. */
  kinds: readonly KindView[]
  value: string | null
  onChoose: (code: string) => void
}

const SHOWN = 3

/** The usual kinds; all of them while none is chosen, or when asked for. */
export function KindPicker({ kinds, value, onChoose }: KindPickerProps) {
  const t = useWords()
  const [all, setAll] = useState(value === null)
  const usual = kinds.slice(0, SHOWN)
  const chosen = kinds.find((one) => one.code === value)
  const shown = all ? kinds : chosen && !usual.includes(chosen) ? [chosen, ...usual.slice(1)] : usual
  return (
    <section className="kinds" aria-label={t('类别')}>
      <h2>{t('类别')}</h2>
      <div className="chips" role="group" aria-label={t('选类别')}>
        {shown.map((one) => (
          <button key={one.code} type="button" aria-pressed={one.code === value} onClick={() => onChoose(one.code)}>
            {one.label}
          </button>
        ))}
        {shown.length < kinds.length && (
          <button type="button" className="fold" aria-expanded={false} onClick={() => setAll(true)}>
            {t('更多')}
          </button>
        )}
      </div>
    </section>
  )
}
