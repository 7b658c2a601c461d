import { halves } from './halves.ts'
import { schedule } from './schedule.ts'

export interface Some {
  seed: number
  schedules: number
}

export interface Violation {
  seed: number
  broken: string[]
}

export interface SomeRun {
  run: number
  violations: Violation[]
}

/** Nobody reads more than so many at once. */
const ENOUGH = 20

/** Some schedules, one after the other. */
export async function runSome({ seed, schedules }: Some, trace?: (line: string) => void): Promise<SomeRun> {
  const whole = await halves()
  const violations: Violation[] = []
  let run = 0
  while (run < schedules && violations.length < ENOUGH) {
    const broken = await schedule(whole, seed + run, trace)
    if (broken.length > 0) violations.push({ seed: seed + run, broken })
    run += 1
  }
  return { run, violations }
}
