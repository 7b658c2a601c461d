import { type Day, minuteAt } from '#kernel/days.ts'

/** An instant as day and minute in Asia/Shanghai, whatever the machine's own zone. */
export const sayInstant = (iso: string): string => minuteAt(new Date(iso))

/** From–to as offices write it; an open end is 至今. */
export function saySpan(from: Day, to: Day | null, untilNow = '至今'): string {
  if (to === from) return from
  return `${from} — ${to ?? untilNow}`
}
