import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Db } from '#kernel/node/db.ts'
import type { DoctorFinding } from './finding.ts'

const PAGE = 5_000

/** Positions without gaps, the counter at the last of them, and every body still what its hash was made of. */
export async function checkHistory(db: Db, community: { id: string; code: string }): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = []
  const where = `社区 ${community.code}`
  const counted = await db.asOwner((tx) =>
    sql<{ rows: number; last: number; counter: number }>`
      select count(*)::int as rows, coalesce(max(position), 0) as last,
        coalesce((select position from position_counter where community_id = ${community.id}), 0) as counter
      from history where community_id = ${community.id}`.execute(tx),
  )
  const { rows, last, counter } = counted.rows[0]!
  if (rows !== last || last !== counter) {
    findings.push({
      code: 'history.gap',
      where,
      message: `历史有 ${rows} 笔，最后一笔是第 ${last} 笔，计数器在 ${counter}：有缺失。请停止写入，用最近的备份核对。`,
    })
  }
  for (let from = 0; ;) {
    const page = await db.asOwner((tx) =>
      tx
        .selectFrom('history')
        .select(['position', 'body', 'salt', 'body_hash'])
        .where('community_id', '=', community.id)
        .where('position', '>', from)
        .orderBy('position')
        .limit(PAGE)
        .execute(),
    )
    for (const row of page) {
      const hash = createHash('sha256').update(row.salt).update(canonicalJson(row.body)).digest()
      if (hash.equals(row.body_hash)) continue
      findings.push({
        code: 'history.changed',
        where: `${where} 第 ${row.position} 笔`,
        message: '内容与记录时的校验值不符，可能被直接改过数据库。',
      })
    }
    if (page.length < PAGE) return findings
    from = page.at(-1)!.position
  }
}
