import type { Say } from '#kernel/web/words.ts'
import type { ProblemType } from '../type-schema.ts'

interface TypeGroup {
  label: string
  options: { value: string; label: string }[]
}

/**
 * Problem types under the type of point they are found at: those of `pointType` first, the others below. What this
 * product made up is marked 样例.
 */
export function typeOptions(types: readonly ProblemType[], t: Say, pointType = ''): TypeGroup[] {
  const named = (type: ProblemType) => ({
    value: type.code,
    label: type.sample ? t('{label}（样例）', { label: type.label }) : type.label,
  })
  const groups = Map.groupBy(types, (type) => type.pointTypes.join('、'))
  return [...groups]
    .map(([label, members]) => ({ label, options: members.map(named), fits: fitsPoint(members, pointType) }))
    .toSorted((a, b) => Number(b.fits) - Number(a.fits))
    .map(({ label, options }) => ({ label, options }))
}

function fitsPoint(types: readonly ProblemType[], pointType: string): boolean {
  return pointType !== '' && types.some((type) => type.pointTypes.includes(pointType))
}
