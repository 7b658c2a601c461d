/**
 * Every expected failure of the product is an entry in a problem catalogue: a stable code, an HTTP status and a
 * sentence that says what is wrong, where, and what to do. Slices declare their own with `defineProblems` in a file
 * named problems.ts; nothing else in the product composes error sentences.
 */
export type ProblemParams = Record<string, string | number | boolean | null | undefined>
type ProblemText = (params: ProblemParams) => string

export interface ProblemEntry {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 500 | 503 | 507
  zh: ProblemText
  en: ProblemText
}

/** What travels to a screen or the CLI: code, sentence in the reader's language, parameters, and the field at fault. */
export interface ProblemBody {
  code: string
  status: number
  message: string
  params?: ProblemParams
  field?: string
}

export class Problem extends Error {
  readonly code: string
  readonly params: ProblemParams
  readonly entry: ProblemEntry
  readonly field: string | undefined
  constructor(code: string, entry: ProblemEntry, params: ProblemParams = {}, field?: string) {
    super(`${code}: ${entry.zh(params)}`)
    this.name = 'Problem'
    this.code = code
    this.entry = entry
    this.params = params
    this.field = field
  }
  get status(): number {
    return this.entry.status
  }
  say(language: 'zh' | 'en' = 'zh'): string {
    return this.entry[language](this.params)
  }
  body(language: 'zh' | 'en' = 'zh'): ProblemBody {
    const body: ProblemBody = { code: this.code, status: this.status, message: this.say(language), params: this.params }
    if (this.field !== undefined) body.field = this.field
    return body
  }
}

/**
 * Declares a catalogue and returns one thrower per code: `throw problems['place.unknown']({ name })`.
 * Codes are `noun.what` in lower case and are part of the public interface: never reuse one for another meaning.
 */
export function defineProblems<K extends string>(
  entries: Record<K, ProblemEntry>,
): {
  [P in K]: (params?: ProblemParams, field?: string) => Problem
} {
  const out = {} as { [P in K]: (params?: ProblemParams, field?: string) => Problem }
  for (const code of Object.keys(entries) as K[]) {
    out[code] = (params, field) => new Problem(code, entries[code], params, field)
  }
  return out
}
