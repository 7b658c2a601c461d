import { Problem } from '#kernel/problem.ts'
import { fieldProblems } from './problems.ts'

/** What stood in the way of an operation, as it is kept: said in the language of whoever looks, not of who sent it. */
interface KeptProblem {
  code: string
  params: Problem['params']
  zh: string
  en: string
}

export function keepProblem({ code, params, entry }: Problem): string {
  return JSON.stringify({ code, params, zh: entry.zh(params), en: entry.en(params) } satisfies KeptProblem)
}

/** A sentence as it is kept. One of this slice's own that names nothing is known by its words. */
export const keepSentence = (sentence: string): string =>
  SAID.has(sentence) ? keepProblem(SAID.get(sentence)!) : sentence

/** @returns what was kept, in this language; what was kept as a mere sentence as far as it can be told apart */
export function sayKept(kept: string, language: 'zh' | 'en'): string {
  const known = readKept(kept)
  return known ? known[language] : kept
}

/** The code of what stood in the way; null for a sentence nobody knows. */
export const codeOfKept = (kept: string): string | null => readKept(kept)?.code ?? null

/** What was said with it. */
export const paramsOfKept = (kept: string): Problem['params'] => readKept(kept)?.params ?? {}

function readKept(kept: string): KeptProblem | null {
  const known = SAID.get(kept)
  if (known) return { code: known.code, params: known.params, zh: known.say('zh'), en: known.say('en') }
  if (!kept.startsWith('{"code":')) return null
  try {
    return JSON.parse(kept) as KeptProblem
  } catch {
    return null
  }
}

/** Rows of before held sentences alone; these are the same for everybody. */
const SAID: ReadonlyMap<string, Problem> = new Map(
  Object.values(fieldProblems).flatMap((make) => {
    const problem = make()
    const sentences = [problem.say('zh'), problem.say('en')]
    return sentences.some((sentence) => sentence.includes('undefined'))
      ? []
      : sentences.map((sentence): [string, Problem] => [sentence, problem])
  }),
)
