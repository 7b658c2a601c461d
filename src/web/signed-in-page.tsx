import { useWords } from '#kernel/web/words.ts'
import { GateCard } from './gate-card.tsx'

/** Opened beside a form whose session had ended. */
export function SignedInPage() {
  const t = useWords()
  return (
    <GateCard title={t('已登录')}>
      <p>{t('可以关闭这个窗口，回到原来的页面再点一次保存。')}</p>
    </GateCard>
  )
}
