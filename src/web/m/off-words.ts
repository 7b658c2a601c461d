import type { Say } from '#kernel/web/words.ts'

const HOUR_MS = 3_600_000

/** How much that is, in the largest unit that says it plainly. @param ms ahead or behind */
export function offWords(ms: number, t: Say): string {
  const size = Math.abs(ms)
  if (size < 2 * HOUR_MS) return t('{count} 分钟', { count: Math.round(size / 60_000) })
  const hours = Math.round(size / HOUR_MS)
  if (hours < 48) return t('{count} 小时', { count: hours })
  return t('{count} 天', { count: Math.round(size / (24 * HOUR_MS)) })
}
