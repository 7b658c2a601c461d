/** The largest unit that says an amount plainly, and how many of it. */
export interface AmountOfTime {
  count: number
  unit: 'minutes' | 'hours' | 'days'
}

const WORDS: Record<AmountOfTime['unit'], { zh: string; en: string }> = {
  minutes: { zh: '{count} 分钟', en: '{count} min' },
  hours: { zh: '{count} 小时', en: '{count} h' },
  days: { zh: '{count} 天', en: '{count} days' },
}

/** Minutes below two hours, hours below two days, then days; rounded. @param ms of either sign, which is left out */
export function amountOfTime(ms: number): AmountOfTime {
  const minutes = Math.abs(ms) / 60_000
  if (Math.round(minutes) < 120) return { count: Math.round(minutes), unit: 'minutes' }
  if (Math.round(minutes / 60) < 48) return { count: Math.round(minutes / 60), unit: 'hours' }
  return { count: Math.round(minutes / 1440), unit: 'days' }
}

/** In the words of a screen: 5 分钟, 3 小时, 2 天. */
export function sayAmount(ms: number, t: (text: string, params: { count: number }) => string): string {
  const { count, unit } = amountOfTime(ms)
  return t(WORDS[unit].zh, { count })
}

/** In the words of an answer, which is said in both languages. */
export function timeWords(ms: number): { zh: string; en: string } {
  const { count, unit } = amountOfTime(ms)
  const { zh, en } = WORDS[unit]
  return { zh: zh.replace('{count}', `${count}`), en: en.replace('{count}', `${count}`) }
}
