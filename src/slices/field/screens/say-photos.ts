import type { Say } from '#kernel/web/words.ts'
import type { WaitingRow } from '../waiting-schema.ts'

/** How many photos came with it, and how many are still on the phone; '' for none. */
export function sayPhotos({ told, arrived }: WaitingRow['photos'], t: Say): string {
  if (told === 0) return ''
  if (arrived >= told) return t('{told} 张', { told })
  return t('{told} 张，{left} 张还没到', { told, left: told - arrived })
}
