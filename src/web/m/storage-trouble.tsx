import { useWords } from '#kernel/web/words.ts'
import { useStorageOut } from './storage-out.ts'

/** Without its storage the app has nothing to show and cannot save: said in full, whatever page is open. */
export function StorageTrouble({ onRetry }: { onRetry: () => void }) {
  const t = useWords()
  if (!useStorageOut()) return null
  return (
    <div className="notice" role="alert">
      <p>
        {t(
          '手机存储打不开，记录现在读不出来，也保存不了。请关掉本页重新打开；还不行，请删去手机里不用的文件，正在用无痕（隐私）浏览的请换成普通浏览。',
        )}
      </p>
      <button type="button" onClick={onRetry}>
        {t('再试一次')}
      </button>
    </div>
  )
}
