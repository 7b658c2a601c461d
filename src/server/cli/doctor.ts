import { checkBlobs } from '#kernel/node/doctor/check-blobs.ts'
import { checkHistory } from '#kernel/node/doctor/check-history.ts'
import { checkSurroundings } from '#kernel/node/doctor/check-surroundings.ts'
import { operatorIn } from '#kernel/operator.ts'
import { listCommunities } from '#slices/people/community-store.ts'
import type { CliCommand } from './command.ts'

export const doctor: CliCommand = {
  name: 'doctor',
  usage: 'doctor',
  summary: '检查历史、汇总数、照片文件、磁盘和备份',
  options: {},
  run: async (context) => {
    const app = await context.app()
    const communities = await app.db.asOwner(listCommunities)
    const findings = await checkSurroundings(app.db, app.dataFolder, app.now())
    for (const community of communities) {
      context.say(`检查 ${community.name} …`)
      findings.push(...(await checkHistory(app.db, community)))
      const reader = operatorIn(community.id)
      const drift = await app.db.asReader(reader, (tx) => app.commands.run({ app, tx, reader }, 'ledger.audit', {}))
      findings.push(...drift.map((message) => ({ code: 'rollup.drift', where: `社区 ${community.code}`, message })))
    }
    findings.push(...(await checkBlobs(app.db, app.blobs)))
    const text = findings.map((finding) => `${finding.where}：${finding.message}`)
    context.print(
      { communities: communities.length, findings },
      [`检查了 ${communities.length} 个社区，${findings.length} 处需要处理。`, ...text].join('\n'),
    )
    return findings.length > 0 ? 1 : 0
  },
}
