import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { DAY_MS } from '#kernel/days.ts'
import type { Db } from '#kernel/node/db.ts'
import type { DoctorFinding } from './finding.ts'

/** Room on the disk, and how old the newest backup that left this machine is. */
export async function checkSurroundings(db: Db, dataFolder: string, now: Date): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = []
  const disk = await statfs(dataFolder)
  const free = Math.round((disk.bavail / disk.blocks) * 100)
  if (free < 15) {
    findings.push({
      code: 'disk.low',
      where: dataFolder,
      message: `磁盘只剩 ${free}%。请清理或换更大的盘，低于 3% 时将无法保存。`,
    })
  }
  const marks = await db.asOwner((tx) =>
    sql<{ code: string; made_at: Date | null }>`
      select o.code, max(b.made_at) as made_at from org o
      left join backup_mark b on b.community_id = o.id and b.off_machine
      where o.level = 'community' and not o.demo group by o.code order by o.code`.execute(tx),
  )
  for (const { code, made_at } of marks.rows) {
    if (made_at === null) {
      findings.push({
        code: 'backup.none',
        where: `社区 ${code}`,
        message: '还没有离开本机的备份。请用 backup --out 移动盘 --off-machine 备份。',
      })
    } else if (now.getTime() - new Date(made_at).getTime() > 2 * DAY_MS) {
      findings.push({ code: 'backup.old', where: `社区 ${code}`, message: '最近一份离开本机的备份已超过两天。' })
    }
  }
  return findings
}
