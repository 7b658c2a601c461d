import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { askToKeep, type Kept, KEPT_WORDS, storageAnswer } from './storage.ts'

/** Whether the browser has promised not to clear what is saved here. */
export function StorageAnswer() {
  const t = useWords()
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    void storageAnswer().then(setKept)
  }, [])
  if (!kept) return null
  return (
    <>
      <p>{t(KEPT_WORDS[kept])}</p>
      {kept === 'may-be-cleared' && (
        <button type="button" onClick={() => void askToKeep().then(setKept)}>
          {t('请浏览器保留')}
        </button>
      )}
    </>
  )
}
