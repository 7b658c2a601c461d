import { PHONE_BUGS } from './phone-bugs.ts'
import { SERVER_BUGS } from './server-bugs.ts'

/**
 * Bugs that other offline products had, or that are easily made here, as changes to the text of the product's own two
 * halves. The simulator must catch every one; a change that no longer fits the text is a mistake in this list.
 */
export interface Bug {
  /** In the slice of field work. */
  file: string
  find: string
  put: string
}

export const BUGS: Record<string, Bug> = { ...PHONE_BUGS, ...SERVER_BUGS }
