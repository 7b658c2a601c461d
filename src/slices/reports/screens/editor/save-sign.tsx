import { useWords } from '#kernel/web/words.ts'
import type { SaveState } from './draft-saver.ts'

/** Whether what one sees is with the server. */
export function SaveSign({ state }: { state: SaveState }) {
  const t = useWords()
  const said: Record<SaveState, string> = {
    saved: t('已自动保存'),
    unsaved: t('有未保存的修改'),
    saving: t('正在保存…'),
    failed: t('没有保存成功'),
    elsewhere: t('已停止保存'),
  }
  const bad = state === 'failed' || state === 'elsewhere'
  return (
    <span role="status" className={bad ? 'save-sign bad' : 'save-sign'}>
      {said[state]}
    </span>
  )
}
