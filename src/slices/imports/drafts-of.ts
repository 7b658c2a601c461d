import { planCase } from './plan-case.ts'
import { planEntry } from './plan-entry.ts'
import { planAsset, planFact, planPlace, planTeam } from './plan-register.ts'
import type { RowDrafts, RowInput } from './row-drafts.ts'

/** What one row becomes, by what its sheet holds. */
export function draftsOf(input: RowInput): RowDrafts {
  const { takes } = input.target
  switch (takes.as) {
    case 'entry':
      return planEntry(input, takes.kind)
    case 'case':
      return planCase(input, takes.kind)
    case 'place':
      return planPlace(input, takes.type, takes.roles)
    case 'asset':
      return planAsset(input, takes.type)
    case 'team':
      return planTeam(input)
    case 'profile': {
      const key = Object.keys(input.reading.texts)[0] ?? ''
      const fact = takes.facts.find((one) => one.key === key)
      return fact ? planFact(input, fact) : { acts: [], notes: [] }
    }
  }
}
