import type { Evidence, FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Tx } from './db.ts'

/**
 * A slice that answers figures. `defs` may depend on the community (its own kinds bring figures of their own).
 * `answerAll` takes many questions at once so that sixty figures cost a few statements, not sixty.
 */
export interface FigureSource {
  name: string
  defs: (tx: Tx, reader: Reader) => Promise<FigureDef[]>
  answerAll: (tx: Tx, reader: Reader, asked: { def: FigureDef; scope: FigureScope }[]) => Promise<FigureAnswer[]>
  evidence: (
    tx: Tx,
    reader: Reader,
    def: FigureDef,
    scope: FigureScope,
    page: { offset: number; limit: number },
  ) => Promise<{ total: number; rows: Evidence[] }>
}

export interface FigureRegistry {
  defs: (tx: Tx, reader: Reader) => Promise<FigureDef[]>
  answerAll: FigureSource['answerAll']
  evidence: FigureSource['evidence']
}

/** Gathers the sources handed in by the composition root; a key belongs to the first source that offers it. */
export function figureRegistry(sources: FigureSource[]): FigureRegistry {
  const byName = new Map(sources.map((source) => [source.name, source]))
  const sourceOf = (def: FigureDef): FigureSource => {
    const source = byName.get(def.source)
    if (!source) throw new Error(`no figure source named ${def.source}`)
    return source
  }
  return {
    defs: async (tx, reader) => {
      const all: FigureDef[] = []
      for (const source of sources) all.push(...(await source.defs(tx, reader)))
      const seen = new Set<string>()
      return all.filter((def) => !seen.has(def.key) && seen.add(def.key))
    },
    answerAll: async (tx, reader, asked) => {
      const answers: FigureAnswer[] = []
      for (const source of sources) {
        const mine = asked.map((ask, index) => ({ ask, index })).filter(({ ask }) => ask.def.source === source.name)
        if (mine.length === 0) continue
        const part = await source.answerAll(
          tx,
          reader,
          mine.map(({ ask }) => ask),
        )
        mine.forEach(({ index }, at) => (answers[index] = part[at]!))
      }
      return answers
    },
    evidence: (tx, reader, def, scope, page) => sourceOf(def).evidence(tx, reader, def, scope, page),
  }
}
