import { defineProblems } from '#kernel/problem.ts'

export const backupProblems = defineProblems({
  'backup.not-one': {
    status: 422,
    zh: (p) => `${p.folder} 里没有完整的备份（缺少或读不懂 manifest.json）。请指定备份时写出的那个文件夹。`,
    en: (p) =>
      `${p.folder} holds no complete backup (manifest.json missing or unreadable). Name the folder a backup wrote.`,
  },
  'backup.damaged': {
    status: 422,
    zh: (p) => `备份已损坏：${p.part} 与清单不符。没有恢复任何内容，请改用另一份备份。`,
    en: (p) =>
      `The backup is damaged: ${p.part} does not match its manifest. Nothing was restored; use another backup.`,
  },
  'backup.newer': {
    status: 422,
    zh: (p) => `这份备份来自更新的版本（${p.schema}）。请先升级程序再恢复。`,
    en: (p) => `This backup was made by a newer version (${p.schema}). Upgrade first, then restore.`,
  },
  'restore.not-empty': {
    status: 409,
    zh: () => '当前数据文件夹里已有社区，恢复只能进入空的数据文件夹。请用 YBZ_DATA 指定一个新文件夹再恢复。',
    en: () =>
      'This data folder already holds communities. Restore goes into an empty one: name a new folder with YBZ_DATA.',
  },
  'backup.denied': {
    status: 507,
    zh: (p) => `备份写不进 ${p.folder}（${p.why}）。请检查空间、权限或移动盘是否接好。`,
    en: (p) =>
      `The backup cannot be written to ${p.folder} (${p.why}). Check space, permissions and that the disk is connected.`,
  },
})
