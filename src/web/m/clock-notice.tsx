import { sayAmount } from '#kernel/amount-of-time.ts'
import { useWords } from '#kernel/web/words.ts'
import { clockOffNow } from './today.ts'

/** Told while the phone's clock is off; records go under the right day all the same. */
export function ClockNotice() {
  const t = useWords()
  const off = clockOffNow()
  if (off === 0) return null
  const much = sayAmount(off, t)
  return (
    <p className="notice" role="status">
      {off > 0 ? t('手机时钟快 {much}，请校准。', { much }) : t('手机时钟慢 {much}，请校准。', { much })}{' '}
      {t('记录的日期已按社区的时间改正。')}
    </p>
  )
}
