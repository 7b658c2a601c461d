import { useEffect, useRef, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { useShown } from './use-shown.ts'

/** One's own photo over the whole screen; a tap on it shows every pixel, to see whether it is sharp. */
export function EnlargedPhoto({ bytes, onClose }: { bytes: Uint8Array; onClose: () => void }) {
  const t = useWords()
  const [whole, setWhole] = useState(true)
  const dialog = useRef<HTMLDialogElement>(null)
  const show = useShown(bytes)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="large" aria-label={t('放大的照片')} onClose={onClose}>
      <button type="button" className="look" aria-pressed={!whole} onClick={() => setWhole((was) => !was)}>
        <img ref={show} className={whole ? 'whole' : ''} alt={whole ? t('看每个细节') : t('看整张')} />
      </button>
      <div className="bar">
        <button type="button" className="main" onClick={() => dialog.current?.close()}>
          {t('看好了')}
        </button>
      </div>
    </dialog>
  )
}
