import type pg from 'pg'

interface Piece {
  drop: string
  make: string
}

/** Takes secondary indexes and foreign keys off the tables while they are filled, and makes and checks them again after. */
export async function unindexed<T>(client: pg.PoolClient, tables: string[], work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<Piece>(
    `select format('alter table %I drop constraint %I', t.relname, c.conname) as drop,
      format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) as make
    from pg_constraint c join pg_class t on t.oid = c.conrelid where t.relname = any ($1) and c.contype = 'f'
    union all
    select format('drop index %I', i.relname), pg_get_indexdef(x.indexrelid)
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where t.relname = any ($1) and not exists (select from pg_constraint c where c.conindid = x.indexrelid)`,
    [tables],
  )
  for (const { drop } of rows) await client.query(drop)
  const done = await work()
  await client.query(`set maintenance_work_mem = '256MB'`)
  for (const { make } of rows) await client.query(make)
  return done
}
