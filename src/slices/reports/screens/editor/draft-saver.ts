import { ApiProblem } from '#kernel/web/api-problem.ts'
import type { ReportDoc } from '../../doc.ts'
import type { ReportSaved } from '../../schema.ts'

/** 'elsewhere': somebody else saved it meanwhile, or it is no longer open to changes; nothing is sent any more. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'elsewhere'

export interface Draft {
  title: string
  doc: ReportDoc
}

export interface DraftSaverOptions {
  version: number
  read: () => Draft
  send: (body: Draft & { version: number }) => Promise<ReportSaved>
  /** True while text is being composed (拼音 not yet chosen): half a word is not saved. */
  composing: () => boolean
  /** The server's answer and what it answers, so that what was typed since is not touched. */
  answered: (answer: ReportSaved, sent: Draft) => void
  changed: (state: SaveState, problem: unknown) => void
}

const QUIET_MS = 1_500
const LONGEST_MS = 10_000
const COMPOSING_MS = 400
const RETRY_MS = 10_000
const ELSEWHERE = new Set(['report.changed', 'object.changed', 'report.state', 'report.missing'])
const PASSING = new Set([429, 502, 503, 504])

/** Saves a draft a moment after the last change, one request at a time, always with the version it stands on. */
export class DraftSaver {
  version: number
  state: SaveState = 'saved'
  readonly #options: DraftSaverOptions
  #timer: ReturnType<typeof setTimeout> | undefined
  #since: number | null = null
  #dirty = false
  #running: Promise<void> | null = null
  #last: string

  constructor(options: DraftSaverOptions) {
    this.#options = options
    this.version = options.version
    this.#last = JSON.stringify(options.read())
  }

  /** Something was changed by hand. */
  touch(): void {
    this.#dirty = true
    if (this.state === 'elsewhere') return
    if (!this.#running) this.#say('unsaved', null)
    this.#since ??= Date.now()
    this.#after(Math.min(QUIET_MS, Math.max(0, this.#since + LONGEST_MS - Date.now())))
  }

  /** Saves now. @returns whether everything is with the server */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    do {
      if (this.state === 'elsewhere') return false
      if (!this.#running && this.#dirty) this.#running = this.#save().finally(() => (this.#running = null))
      await this.#running
    } while (this.#dirty && this.state === 'unsaved')
    return !this.#dirty
  }

  /** No more by itself; what is unsaved stays so. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  #after(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (this.#options.composing()) this.#after(COMPOSING_MS)
      else void this.flush()
    }, ms)
  }

  async #save(): Promise<void> {
    const { read, send, answered } = this.#options
    const sent = read()
    const text = JSON.stringify(sent)
    this.#dirty = false
    this.#since = null
    if (text === this.#last) return this.#say('saved', null)
    this.#say('saving', null)
    try {
      const answer = await send({ ...sent, version: this.version })
      this.version = answer.version
      answered(answer, sent)
      // The answer may have moved the groups of 下一步; that is not a change of the author's.
      this.#last = this.#dirty ? text : JSON.stringify(read())
      this.#say(this.#dirty ? 'unsaved' : 'saved', null)
    } catch (cause) {
      this.#dirty = true
      const elsewhere = cause instanceof ApiProblem && ELSEWHERE.has(cause.code)
      this.#say(elsewhere ? 'elsewhere' : 'failed', cause)
      if (!elsewhere && cause instanceof ApiProblem && PASSING.has(cause.status)) this.#after(RETRY_MS)
    }
  }

  #say(state: SaveState, problem: unknown): void {
    this.state = state
    this.#options.changed(state, problem)
  }
}
