import type { Say } from '#kernel/web/words.ts'
import { type FilePhoto, type PhoneFile, readPhoneFile } from '../phone/phone-file.ts'
import { SealError, type SealTrouble } from '../phone/sealed-file.ts'

/** Larger than any phone writes: thousands of photos. */
export const MOST_FILE_MB = 500

export interface OpenedFile {
  file: PhoneFile
  photos: Map<string, FilePhoto>
  /** Of this community, the newest version of each record. */
  rows: PhoneFile['rows']
  /** Rows of the file that belong to other communities, by their code. */
  elsewhere: Map<string, number>
}

/** @throws Error with a sentence that can be shown as it is */
export async function openPhoneFile(chosen: File, password: string, community: string, t: Say): Promise<OpenedFile> {
  if (chosen.size > MOST_FILE_MB * 1_000_000)
    throw new Error(
      t('文件太大（上限 {most} MB），不像是手机导出的。请核对选的是不是那个文件。', { most: MOST_FILE_MB }),
    )
  const read = await chosen
    .arrayBuffer()
    .then((buffer) => readPhoneFile(password, new Uint8Array(buffer)))
    .catch((cause: unknown) => {
      throw new Error(cause instanceof SealError ? sentences(t)[cause.trouble] : t('这个文件读不出来，请重新选一次。'))
    })
  if (!read) throw new Error(sentences(t).newer)
  const { file, photos } = read
  const elsewhere = new Map<string, number>()
  const newest = new Map<string, PhoneFile['rows'][number]>()
  for (const row of file.rows) {
    if (row.community !== community) elsewhere.set(row.community, (elsewhere.get(row.community) ?? 0) + 1)
    else if ((newest.get(row.operation.id)?.operation.version ?? 0) < row.operation.version)
      newest.set(row.operation.id, row)
  }
  if (newest.size === 0)
    throw new Error(
      elsewhere.size > 0
        ? t('文件里都是别的社区（代号 {codes}）的记录，请交给那个社区的资料员打开。', {
            codes: [...elsewhere.keys()].join('、'),
          })
        : t('文件里没有记录。'),
    )
  return { file, photos: new Map(photos.map((one) => [one.sha256, one])), rows: [...newest.values()], elsewhere }
}

const sentences = (t: Say): Record<SealTrouble, string> => ({
  'not-ours': t('这不是手机导出的文件。请选手机“未上传”页导出的那个 .ybz 文件。'),
  newer: t('这个文件的版本这里还不认识，可能是更新的手机程序导出的。请先升级系统，再打开。'),
  cut: t('文件不完整，可能没有传完。请让对方重新发一次，或从手机重新导出。'),
  'wrong-password': t('密码不对。请向导出的人核对密码（大小写、空格都要一样）。'),
  damaged: t('文件被改动过或已损坏，没有打开。请从手机重新导出。'),
})
