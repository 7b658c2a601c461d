import type { Say } from '#kernel/web/words.ts'

/** How far a phone's clock is from the server's, in words; `ahead` and `from` in ms. '' up to `from`, or while unknown. */
export function sayClock(ahead: number | null, t: Say, from = 60_000): string {
  if (ahead === null || Math.abs(ahead) <= from) return ''
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  if (minutes >= 2880) {
    const days = Math.round(minutes / 1440)
    return ahead > 0 ? t('快 {days} 天', { days }) : t('慢 {days} 天', { days })
  }
  return ahead > 0 ? t('快 {minutes} 分钟', { minutes }) : t('慢 {minutes} 分钟', { minutes })
}
