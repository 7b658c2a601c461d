import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { Owner } from '#slices/field/phone/field-client.ts'
import { changed } from './live.ts'
import { client } from './phone.ts'

/** Clears what can never be sent, once its owner has it as a file and says so a second time. */
export function ClearRow({ owner, id }: { owner: Owner; id: string }) {
  const t = useWords()
  const [asked, setAsked] = useState(false)
  const [failed, setFailed] = useState(false)
  const clear = async (): Promise<void> => {
    setFailed(false)
    const gone = await client.clear(owner, id).catch(() => 0)
    if (gone === 0) setFailed(true)
    changed()
  }
  if (!asked)
    return (
      <button type="button" onClick={() => setAsked(true)}>
        {t('清除')}
      </button>
    )
  return (
    <div className="notice" role="alertdialog" aria-label={t('清除')}>
      <p>{t('清除以后这部手机里就没有这条了，只剩导出的文件。文件已经存好了吗？')}</p>
      <p className="problem" role="alert">
        {failed && t('没有清除成功，这条还在手机里。请再点一次。')}
      </p>
      <div className="buttons">
        <button type="button" onClick={() => void clear()}>
          {t('已存好，清除')}
        </button>
        <button type="button" onClick={() => setAsked(false)}>
          {t('先不清除')}
        </button>
      </div>
    </div>
  )
}
