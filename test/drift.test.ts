import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parseSync } from '@swc/core'
import pg from 'pg'
import { testDatabase, type TestDatabase } from './database.ts'

const ROOT = resolve(import.meta.dirname, '..')

interface Column {
  nullable: boolean
}

/** What the code believes: every `interface Tables { name: { column: type } }` in the sources. */
function declaredTables(): Map<string, Map<string, Column>> {
  const tables = new Map<string, Map<string, Column>>()
  for (const file of globSync(['src/kernel/node/tables.ts', 'src/slices/**/*tables.ts'], { cwd: ROOT })) {
    const source = readFileSync(resolve(ROOT, file), 'utf8')
    const module = parseSync(source, { syntax: 'typescript' })
    visit(module, (node) => {
      if (node.type !== 'TsInterfaceDeclaration' || node.id.value !== 'Tables') return
      for (const table of node.body.body) {
        const columns = new Map<string, Column>()
        for (const member of table.typeAnnotation.typeAnnotation.members ?? []) {
          const annotation = JSON.stringify(member.typeAnnotation.typeAnnotation)
          columns.set(member.key.value, { nullable: /"kind":"null"|Json/.test(annotation) })
        }
        tables.set(table.key.value, columns)
      }
    })
  }
  return tables
}

function visit(node: any, see: (node: any) => void): void {
  if (node === null || typeof node !== 'object') return
  if (typeof node.type === 'string') see(node)
  for (const child of Object.values(node)) visit(child, see)
}

describe('the schema', () => {
  let database: TestDatabase
  let client: pg.Client
  before(async () => {
    database = await testDatabase()
    client = new pg.Client(database.poolConfig)
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.close()
  })

  const ask = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => (await client.query<T>(sql)).rows

  it('is what the code believes, column by column', async () => {
    const live = await ask<{ table: string; column: string; nullable: boolean }>(`
      select c.relname as "table", a.attname as "column", not a.attnotnull as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')`)
    const wrong: string[] = []
    const declared = declaredTables()
    const undeclared = new Set(live.map((row) => row.table))
    for (const table of declared.keys()) undeclared.delete(table)
    assert.deepEqual(
      [...undeclared].filter((name) => ['entry', 'place', 'history', 'report', 'import_link'].includes(name)),
      [],
    )
    for (const [table, columns] of declared) {
      const real = live.filter((row) => row.table === table)
      if (real.length === 0) wrong.push(`${table} is declared but does not exist`)
      for (const [column, { nullable }] of columns) {
        const match = real.find((row) => row.column === column)
        if (!match) wrong.push(`${table}.${column} is declared but does not exist`)
        else if (match.nullable && !nullable && live.some((row) => row.table === table)) {
          const isView = (
            await ask<{ v: boolean }>(`select relkind = 'v' as v from pg_class where relname = '${table}'`)
          )[0]!.v
          if (!isView) wrong.push(`${table}.${column} may be null and the code says it may not`)
        }
      }
    }
    assert.deepEqual(wrong, [])
  })

  it('could be distributed by community: the key comes first, is never null, and references stay inside', async () => {
    const wrong: string[] = []
    const reference = new Set([
      'org',
      'org_above',
      'account',
      'account_role',
      'account_totp',
      'account_recovery',
      'session',
      'sign_in_link',
      'sign_in_failure',
      'rollup',
      'migration',
      'view_set',
    ])
    const tables = await ask<{ name: string; walled: boolean; owned: boolean }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id' and a.attnotnull) as owned
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
    for (const { name, walled, owned } of tables) {
      if (reference.has(name)) continue
      if (!owned) wrong.push(`${name} has no community_id NOT NULL`)
      if (!walled) wrong.push(`${name} has no forced row-level security`)
    }
    const indexes = await ask<{ table: string; index: string; first: string }>(`
      select t.relname as "table", i.relname as index, a.attname as first
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where x.indisunique and t.relnamespace = 'public'::regnamespace`)
    for (const { table, index, first } of indexes) {
      if (!reference.has(table) && first !== 'community_id')
        wrong.push(`${index} on ${table} is unique without community_id first`)
    }
    const links = await ask<{ from: string; to: string; columns: string[] }>(`
      select f.relname as "from", t.relname as "to",
        array(select a.attname::text from unnest(k.conkey) c join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c) as columns
      from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and f.relnamespace = 'public'::regnamespace`)
    for (const { from, to, columns } of links) {
      if (!reference.has(to) && columns[0] !== 'community_id') wrong.push(`${from} → ${to} does not carry community_id`)
    }
    assert.deepEqual(wrong, [])
  })

  it('has no serials, no triggers of its own, and no table a request role owns', async () => {
    const serials = await ask(
      `select c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace`,
    )
    assert.deepEqual(serials, [])
    const triggers = await ask(`select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`)
    assert.deepEqual(triggers, [])
    const owned = await ask(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('ybz_app', 'ybz_gate')`,
    )
    assert.deepEqual(owned, [])
    const strong = await ask(
      `select rolname from pg_roles where rolname in ('ybz_app', 'ybz_gate') and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)`,
    )
    assert.deepEqual(strong, [])
  })

  it('shows nothing at all when no reader was carried in', async () => {
    await client.query('begin')
    await client.query(
      `insert into org (id, level, code, name) values ('01900000-0000-7000-8000-00000000000a', 'community', 'x', 'x')`,
    )
    await client.query(`insert into place (community_id, id, type, name, valid_from, version)
      values ('01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b', 'yard', 'x', '2026-01-01', 1)`)
    await client.query('set local role ybz_app')
    const tables = await ask<{ name: string }>(`select c.relname as name from pg_class c where c.relkind in ('r', 'v')
      and c.relnamespace = 'public'::regnamespace and has_table_privilege('ybz_app', c.oid, 'select')`)
    for (const { name } of tables)
      assert.deepEqual(await ask(`select * from ${pg.escapeIdentifier(name)} limit 1`), [], name)
    await client.query('rollback')
  })
})
