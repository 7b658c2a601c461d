import { sayAmount } from '#kernel/amount-of-time.ts'
import type { Say } from '#kernel/web/words.ts'

/** How far a phone's clock is from the server's, in words; `ahead` and `from` in ms. '' up to `from`, or while unknown. */
export function sayClock(ahead: number | null, t: Say, from = 60_000): string {
  if (ahead === null || Math.abs(ahead) <= from) return ''
  const much = sayAmount(ahead, t)
  return ahead > 0 ? t('快 {much}', { much }) : t('慢 {much}', { much })
}
