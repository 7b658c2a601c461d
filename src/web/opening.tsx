import { useWords } from '#kernel/web/words.ts'

/** Before the first page is there. */
export function Opening() {
  const t = useWords()
  return (
    <main className="gate">
      <p role="status">{t('正在打开…')}</p>
    </main>
  )
}
