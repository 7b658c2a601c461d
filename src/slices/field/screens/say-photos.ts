import type { Say } from '#kernel/web/words.ts'
import type { WaitingRow } from '../waiting-schema.ts'

/** How many photos came with it, and how many are still on the phone; '' for none. */
export function sayPhotos({ told, arrived }: WaitingRow['photos'], t: Say): string {
  if (told === 0) return ''
  if (arrived >= told) return t('{told} 张', { told })
  return t('{told} 张，{left} 张还没到', { told, left: told - arrived })
}

/** How far a phone's clock is from the server's, in words; '' while that is no matter. */
export function sayClock(ahead: number | null, t: Say, from = 60_000): string {
  if (ahead === null || Math.abs(ahead) <= from) return ''
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  if (minutes >= 2880) {
    const days = Math.round(minutes / 1440)
    return ahead > 0 ? t('快 {days} 天', { days }) : t('慢 {days} 天', { days })
  }
  return ahead > 0 ? t('快 {minutes} 分钟', { minutes }) : t('慢 {minutes} 分钟', { minutes })
}
