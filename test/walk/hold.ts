import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Problem } from '#kernel/problem.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import { STATE_LABEL } from '#slices/cases/schema.ts'
import { STEP_LABEL } from '#slices/cases/step-schema.ts'
import { eligible, fixersOf, handIn, isAbove, isJudge, outsidersCase, recheckOf, stateOf } from './naive.ts'
import { retold } from './naive-body.ts'
import type { Proposed } from './propose.ts'
import type { Told } from './told.ts'

export class Broken extends Error {}
export const must = (holds: boolean, what: () => string): void => {
  if (!holds) throw new Broken(what())
}

/** The promise itself, whatever the rules said: asked of what stood before a step that was taken. */
export function holdClosing(told: Told, { by, step }: Proposed, now: Date): void {
  const { name } = by
  if (step.step === 'self-close') must(!outsidersCase(told), () => `${name} closed alone what others found`)
  if (step.step === 'pass') {
    must(isJudge(by), () => `${name} closed it and is nobody who checks`)
    must(!fixersOf(told).includes(by.actor), () => `${name} closed what they fixed`)
    must(handIn(told, by, now) === null, () => `${name} stands for the body that fixed it`)
  }
  if (step.step === 'keep' || step.step === 'relapse') {
    must(!fixersOf(told).includes(by.actor), () => `${name} looked again at their own fix`)
    must(isAbove(by) || told.drawn === by.actor, () => `${name} looked again without being drawn`)
    must(isAbove(by) || handIn(told, by, now) !== 'own-unit', () => `${name} was drawn and had a hand in it`)
  }
}

/** Every word of the row against the telling; `told.drawn` is what the draw may have been. */
export function holdBody(told: Told, standing: { version: number; body: CaseBody }): void {
  must(standing.version === told.version, () => `the row is of version ${standing.version}, not ${told.version}`)
  const { pointType: _, checkItem: _item, locus: _locus, sourceRef: _ref, ...found } = standing.body
  const expected = { ...retold(told), recheckBy: told.drawn }
  if (canonicalJson(found) === canonicalJson(expected)) return
  const differs = (Object.keys({ ...found, ...expected }) as (keyof typeof expected)[]).filter(
    (key) => canonicalJson({ is: found[key] }) !== canonicalJson({ is: expected[key] }),
  )
  const say = (key: keyof typeof expected) =>
    `${key} is ${JSON.stringify(found[key])}, told ${JSON.stringify(expected[key])}`
  must(false, () => `in ${stateOf(told)}: ${differs.map(say).join('; ')}`)
}

/** Who looks again was drawn among those allowed, and nobody chose. `before` is who had been drawn until then. */
export function holdDraw(told: Told, before: string | null, drawn: string | null): void {
  const { step: name, by, at } = told.events.at(-1)!
  const able = eligible(told, at)
  const among = (not: (string | null)[]): void => {
    const allowed = able.flatMap(({ actor }) => (not.includes(actor) ? [] : actor))
    must(drawn === null ? allowed.length === 0 : allowed.includes(drawn), () => `${nameOf(told, drawn)} was drawn`)
  }
  if (name === 'redraw') among([before, by.actor])
  else if (name === 'schedule-recheck' && before && able.some(({ actor }) => actor === before))
    must(drawn === before, () => `another day brought ${nameOf(told, drawn)} for ${nameOf(told, before)}`)
  else if (name === 'schedule-recheck' || ((name === 'pass' || name === 'self-close') && recheckOf(told))) among([])
  else if (name === 'draw-sample') must(drawn === null, () => `${nameOf(told, drawn)} was drawn for a sample`)
  else must(drawn === before, () => `${name} brought ${nameOf(told, drawn)} for ${nameOf(told, before)}`)
}

const nameOf = (told: Told, actor: string | null): string =>
  actor === null ? 'nobody' : (told.people.find((one) => one.actor === actor)?.name ?? `a stranger ${actor}`)

// Texts heard so far, each with the code it came with.
const heard = new Map<string, string>()

/** An answer has words of its own: readable in both languages and never those of another problem. */
export function holdText(problem: Problem, told?: Told, proposed?: Proposed): void {
  for (const language of ['zh', 'en'] as const) {
    const text = problem.say(language)
    must(text.length > 8 && !/undefined|null|NaN|\[object/.test(text), () => `${problem.code} says: ${text}`)
    const code = heard.get(text)
    must(code === undefined || code === problem.code, () => `${problem.code} says what ${code} says: ${text}`)
    heard.set(text, problem.code)
  }
  if (problem.code !== 'case.step-state' || !told || !proposed) return
  const words = [STATE_LABEL[stateOf(told)], STEP_LABEL[proposed.step.step]]
  for (const word of words) must(problem.say('zh').includes(word), () => `${problem.say('zh')} does not say ${word}`)
}
