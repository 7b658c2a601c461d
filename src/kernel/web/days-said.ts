import type { Day } from '#kernel/days.ts'

/** '2020-05-08' as it is; an instant as day and minute in Asia/Shanghai, whatever the machine's own zone. */
export function sayInstant(iso: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(iso))
  return parts
}

/** From–to as offices write it; an open end is 至今. */
export function saySpan(from: Day, to: Day | null, untilNow = '至今'): string {
  if (to === from) return from
  return `${from} — ${to ?? untilNow}`
}
