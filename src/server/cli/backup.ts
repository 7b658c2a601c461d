import { join, resolve } from 'node:path'
import { writeBackup } from '#kernel/node/backup/write-backup.ts'
import { callerFolder } from '#server/settings.ts'
import type { CliCommand } from './command.ts'

export const backup: CliCommand = {
  name: 'backup',
  usage: 'backup [--out FOLDER] [--off-machine]',
  summary: '备份全部社区、照片和附件',
  options: {
    out: { type: 'string', describe: '存放备份的文件夹（默认数据文件夹下 backups）' },
    'off-machine': { type: 'boolean', describe: '该文件夹在另一台机器或可取走的移动盘上' },
  },
  run: async (context) => {
    const app = await context.app()
    const out = context.options.out
    const into = typeof out === 'string' ? resolve(callerFolder(), out) : join(app.dataFolder, 'backups')
    const { folder, manifest } = await writeBackup({
      poolConfig: app.poolConfig,
      blobFolder: join(app.dataFolder, 'blobs'),
      into,
      offMachine: context.options['off-machine'] === true,
      now: app.now(),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    context.print(
      { folder, ...manifest },
      `已备份到 ${folder}：${manifest.communities.length} 个社区，${rows} 行，${manifest.blobs.count} 个文件。`,
    )
    return 0
  },
}
