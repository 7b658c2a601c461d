import { addDays, type Day, dayAt, daysBetween } from '#kernel/days.ts'
import type { Operation } from './schema.ts'

export interface DayPutRight {
  /** Milliseconds the phone was ahead, as far as is known: at least so much. */
  ahead: number
  /** The day as the phone wrote it. */
  said: Day
  /** The day it was, by the same distance from the moment it was saved. */
  day: Day
}

/** The day an act says it happened on; null for one that says none. */
export function dayOfAct(act: Operation['act']): Day | null {
  if (act.do === 'entry') return act.day
  return act.do === 'case' ? act.foundOn : null
}

/**
 * Whether a day is only wrong because the phone's clock ran ahead: by that clock it was no day to come. What is saved
 * after the server's now shows the same, also of a phone that never asked for the time.
 * @param heardAt when the server heard of it · @returns null when the clock does not explain another day
 */
export function dayPutRight(
  { act, clientTime, clockAhead }: Pick<Operation, 'act' | 'clientTime' | 'clockAhead'>,
  heardAt: Date,
): DayPutRight | null {
  const said = dayOfAct(act)
  const claimed = Date.parse(clientTime)
  if (said === null || Number.isNaN(claimed) || said > dayAt(claimed)) return null
  const ahead = Math.max(clockAhead ?? 0, claimed - heardAt.getTime())
  if (ahead <= 0) return null
  const shift = daysBetween(dayAt(claimed), dayAt(claimed - ahead))
  return shift === 0 ? null : { ahead, said, day: addDays(said, shift) }
}

/** The same act on another day; a step says no day and stays as it is. */
export function actOn(act: Operation['act'], day: Day): Operation['act'] {
  if (act.do === 'entry') return { ...act, day }
  return act.do === 'case' ? { ...act, foundOn: day } : act
}
