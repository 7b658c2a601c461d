import { amountOfTime } from './amount-of-time.ts'
import { minuteAt } from './days.ts'
import type { PhotoFacts } from './photo-facts.ts'

type Say = (text: string, params?: Record<string, string | number>) => string

export interface Stamp {
  /** When it claims to be taken, by what, where and by whom. */
  taken: string
  /** What is wrong with the claimed time; '' while nothing is. */
  doubt: string
  /** When the server had it. */
  arrived: string
}

/** From so much on a clock is called wrong, ms. */
const CLOCK_OFF = 60_000

/**
 * The stamp of a photo, drawn from the facts whenever it is shown or printed; the picture itself carries none. A claimed
 * time is said as it was claimed, never put right in silence.
 * @param place of the record it stands on
 */
export function stampOf(facts: PhotoFacts, place: string, t: Say = plain): Stamp {
  const { takenAt, source, arrivedAt, clockAhead, by } = facts
  const taken = [
    takenAt === null ? t('没有拍摄时间') : t('拍摄 {at}', { at: minuteAt(new Date(takenAt)) }),
    source === 'camera' ? t('相机') : source === 'album' ? t('相册') : '',
    place,
    by,
  ]
  return {
    taken: taken.filter(Boolean).join(' · '),
    doubt: doubtOf(takenAt, arrivedAt, clockAhead, t),
    arrived: t('服务器收到 {at}', { at: minuteAt(new Date(arrivedAt)) }),
  }
}

/** The same in lines for paper; none where nothing is known. */
export function stampLines(facts: PhotoFacts | undefined, place: string): string[] {
  if (!facts) return []
  const { taken, doubt, arrived } = stampOf(facts, place)
  return [taken, [doubt, arrived].filter(Boolean).join('；')]
}

function doubtOf(takenAt: string | null, arrivedAt: string, ahead: number | null, t: Say): string {
  if (takenAt === null) return ''
  if (ahead !== null && Math.abs(ahead) > CLOCK_OFF) return clockWords(ahead, t)
  const late = Date.parse(takenAt) - Date.parse(arrivedAt) > CLOCK_OFF
  return late ? t('拍摄时间比收到还晚，不准') : ''
}

function clockWords(ahead: number, t: Say): string {
  const { count, unit } = amountOfTime(ahead)
  if (unit === 'days') return ahead > 0 ? t('手机时钟快{count}天', { count }) : t('手机时钟慢{count}天', { count })
  if (unit === 'hours') return ahead > 0 ? t('手机时钟快{count}小时', { count }) : t('手机时钟慢{count}小时', { count })
  return ahead > 0 ? t('手机时钟快{count}分钟', { count }) : t('手机时钟慢{count}分钟', { count })
}

/** For paper, which is in Chinese. */
const plain: Say = (text, params = {}) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
