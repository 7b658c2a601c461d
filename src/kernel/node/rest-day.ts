import chineseDays from 'chinese-days'
import { type Day, weekdayOf } from '#kernel/days.ts'

/** The calendar knows the State Council's holidays and swapped working days of these years. */
const FIRST_KNOWN = 2004
/** Past it the calendar knows weekends only: the State Council has not said yet, or this release is older than that. */
export const LAST_KNOWN_YEAR = lastKnown()
const WEEKDAY = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const WEEKDAY_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Null on a working day (a swapped Saturday is one); else the name of the holiday or of the day of the weekend. */
export function restDay(day: Day): { name: string; nameEn: string } | null {
  if (Number(day.slice(0, 4)) >= FIRST_KNOWN) {
    const detail = chineseDays.getDayDetail(day)
    if (detail.work) return null
    const [english, chinese] = detail.name.split(',')
    if (chinese) return { name: `法定节假日（${chinese}）`, nameEn: `a public holiday (${english})` }
  }
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6 ? { name: WEEKDAY[weekday]!, nameEn: `a ${WEEKDAY_EN[weekday]}` } : null
}

function lastKnown(): number {
  // National Day is named a holiday in every year that was announced.
  const isKnown = (year: number): boolean => chineseDays.getDayDetail(`${year}-10-01`).name.includes(',')
  let year = FIRST_KNOWN
  while (isKnown(year + 1)) year += 1
  return year
}
