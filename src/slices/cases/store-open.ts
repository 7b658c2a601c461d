import { sql } from 'kysely'

/**
 * Cases `c` that somebody still works on. Written as the partial indexes of problem_case are, word for word: otherwise the
 * planner does not see that they fit.
 */
export const OPEN = sql<boolean>`c.closed_at is null and c.state <> 'declined'`
