import type { Say } from '#kernel/web/words.ts'
import type { WaitingRow } from '../waiting-schema.ts'

/** Who sent it; of a file, who handed it in and what the file says of who wrote it. */
export function sayWho({ who, fromFile }: Pick<WaitingRow, 'who' | 'fromFile'>, t: Say): string {
  if (fromFile === null) return who
  return t('文件里写的是：{author}（{who}交来）', { author: fromFile.author || t('这里没有的账号'), who })
}
