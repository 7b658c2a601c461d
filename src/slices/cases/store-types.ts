import { readCatalogue } from '#kernel/node/catalogue.ts'
import type { TimeLimit } from '#kernel/work-calendar.ts'
import type { Severity } from './schema.ts'
import { ProblemType } from './type-schema.ts'

/** The kinds of problems the product ships, marked 样例. */
export const problemTypes: ProblemType[] = readCatalogue('problem-types.yaml', ProblemType)

const byCode = new Map(problemTypes.map((type) => [type.code, type]))
export const problemTypeOf = (code: string): ProblemType | undefined => byCode.get(code)

const UNTYPED: TimeLimit = { n: 5, unit: 'working-days' }
const URGENT: TimeLimit = { n: 4, unit: 'working-hours' }

/** 自定: the time allowed where the office has not said otherwise. A serious one has half of it, an urgent one hours. */
export function shippedLimit(typeCode: string, severity: Severity): TimeLimit {
  if (severity === 'urgent') return URGENT
  const limit = byCode.get(typeCode)?.limit ?? UNTYPED
  return severity === 'serious'
    ? { ...limit, n: limit.unit === 'working-hours' ? limit.n / 2 : Math.ceil(limit.n / 2) }
    : limit
}
