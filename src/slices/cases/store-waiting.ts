import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CaseFilter } from './list-schema.ts'
import { countCases } from './store-list.ts'

/** What can wait for somebody, by code; the list of problems shows each with the same filter. */
const WAITING: Record<string, CaseFilter> = {
  'cases-to-accept': { plain: 'to-accept' },
  'cases-to-dispatch': { plain: 'to-dispatch' },
  'cases-to-check': { plain: 'to-check' },
  'cases-extending': { state: 'extending' },
  'cases-overdue': { overdue: 'yes' },
  'cases-recheck-due': { recheck: 'due' },
  'cases-mine': { mine: 'to-do' },
}

/** Counted at this moment, of what the reader may see; nothing waiting is left out. */
export async function casesWaiting(tx: Tx, reader: Reader, now: Date): Promise<{ code: string; count: number }[]> {
  const counted = Object.entries(await countCases(tx, reader, WAITING, now))
  return counted.map(([code, count]) => ({ code, count })).filter(({ count }) => count > 0)
}
