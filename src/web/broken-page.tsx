import { useRouteError } from 'react-router'
import { useWords } from '#kernel/web/words.ts'

/** A page that could not be drawn: most often one whose file was replaced by a newer release while it stood open. */
export function BrokenPage() {
  const t = useWords()
  const cause = useRouteError()
  return (
    <main className="gate">
      <div className="gate-card">
        <title>{`${t('页面没有打开')} · 一本账`}</title>
        <h1>{t('页面没有打开')}</h1>
        <p>{t('可能是系统刚刚更新，或网络中断。刷新即可继续，已保存的内容不受影响。')}</p>
        <p className="gate-small">{cause instanceof Error ? cause.message : ''}</p>
        <button type="button" className="gate-button" onClick={() => window.location.reload()}>
          {t('刷新')}
        </button>
      </div>
    </main>
  )
}
