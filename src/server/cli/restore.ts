import { join, resolve } from 'node:path'
import { readBackup } from '#kernel/node/backup/read-backup.ts'
import { callerFolder } from '#server/settings.ts'
import { argument, type CliCommand } from './command.ts'

export const restore: CliCommand = {
  name: 'restore',
  usage: 'restore FOLDER',
  summary: '把一份备份恢复到空的数据文件夹',
  options: {},
  run: async (context) => {
    const from = resolve(callerFolder(), argument(context, 0, 'FOLDER'))
    const app = await context.app()
    const manifest = await readBackup({ poolConfig: app.poolConfig, blobFolder: join(app.dataFolder, 'blobs'), from })
    const names = manifest.communities.map((one) => `${one.name}（到第 ${one.position} 笔）`).join('、')
    context.print(manifest, `已恢复：${names}。`)
    return 0
  },
}
