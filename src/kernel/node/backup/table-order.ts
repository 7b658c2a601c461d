import type pg from 'pg'
import { NOT_BACKED_UP } from './manifest.ts'

export interface BackupTable {
  name: string
  columns: string[]
}

/** Our tables, each after those it refers to (a table may refer to itself: one COPY checks at its end). */
export async function tablesInOrder(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`)
  const { rows: links } = await client.query<{ from: string; to: string }>(`
    select distinct f.relname as "from", t.relname as "to"
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = 'public'::regnamespace and f.oid <> t.oid`)
  const wanted = tables.filter((table) => !NOT_BACKED_UP.has(table.name))
  const placed = new Set<string>()
  const ordered: BackupTable[] = []
  while (ordered.length < wanted.length) {
    const ready = wanted.filter(
      (table) =>
        !placed.has(table.name) &&
        links.every((link) => link.from !== table.name || placed.has(link.to) || NOT_BACKED_UP.has(link.to)),
    )
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    for (const table of ready) placed.add(table.name)
    ordered.push(...ready)
  }
  return ordered
}
