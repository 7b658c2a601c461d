import { CompiledQuery, DummyDriver, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import type { Tx } from './db.ts'

/**
 * Statements asked so often that reading and planning them anew would cost more than answering them. Each connection
 * keeps one prepared, under a name of its own, and after a few times plans it no more. Their values stand in slots:
 *   const find = kept<{ id: string }>(sql`select id from entry where id = ${slot(1)}::uuid`)
 *   const rows = await find(tx, [id])
 */
export interface Kept<R> {
  (tx: Tx, values: unknown[]): Promise<R[]>
  /** Planned for these very values: for batches, where a plan made for a few rows would be a bad one. */
  once: (tx: Tx, values: unknown[]) => Promise<R[]>
}

/** The place of the n-th value, counted from 1. The same one may stand in a statement several times. */
export function slot(n: number): RawBuilder<unknown> {
  return sql.raw(`$${n}`)
}

/** For statements known when the program begins; made from values at hand they would be kept without end. */
export function kept<R>(statement: RawBuilder<unknown>): Kept<R> {
  let text: string | undefined
  const written = (): string => (text ??= write(statement))
  const ask = async (tx: Tx, asked: string, values: unknown[]): Promise<R[]> =>
    (await tx.executeQuery<R>(CompiledQuery.raw(asked, values))).rows
  const named = (tx: Tx, values: unknown[]): Promise<R[]> => {
    if (!names.has(written())) names.set(written(), `kept_${names.size + 1}`)
    return ask(tx, written(), values)
  }
  // The remark keeps it from going out under the name.
  const once = (tx: Tx, values: unknown[]): Promise<R[]> => ask(tx, `${written()} -- once`, values)
  return Object.assign(named, { once })
}

const names = new Map<string, string>()

/** The name under which a connection keeps a statement; undefined for all others. */
export function keptName(text: string): string | undefined {
  return names.get(text)
}

function write(statement: RawBuilder<unknown>): string {
  const { sql: text, parameters } = statement.compile(writer)
  if (parameters.length > 0) throw new Error('a kept statement takes its values in slots')
  return text
}

const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('this one only writes statements')) })
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  },
})
