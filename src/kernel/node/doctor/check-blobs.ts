import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Blobs } from '#kernel/node/blobs.ts'
import type { Db } from '#kernel/node/db.ts'
import type { DoctorFinding } from './finding.ts'

/** Every stored file a row points at is there, and its bytes are those its name was made of. */
export async function checkBlobs(db: Db, blobs: Blobs): Promise<DoctorFinding[]> {
  const named = await db.asOwner((tx) =>
    sql<{ sha256: string }>`select sha256 from photo union select sha256 from import_batch`.execute(tx),
  )
  const findings: DoctorFinding[] = []
  for (const { sha256 } of named.rows) {
    const hash = createHash('sha256')
    const readable = await pipeline(blobs.read(sha256), hash).then(
      () => true,
      () => false,
    )
    if (!readable)
      findings.push({
        code: 'blob.missing',
        where: sha256,
        message: '照片或附件的文件不见了。请从备份的 blobs 文件夹找回同名文件。',
      })
    else if (hash.digest('hex') !== sha256) {
      findings.push({
        code: 'blob.damaged',
        where: sha256,
        message: '照片或附件的内容已损坏。请从备份的 blobs 文件夹用同名文件替换。',
      })
    }
  }
  return findings
}
