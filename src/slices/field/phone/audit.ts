import { operationText } from '../operation-text.ts'
import { isWaiting, owedPhotos } from './outbox-rules.ts'
import type { Held } from './outbox.ts'
import type { OutboxRow, PhoneWorld } from './ports.ts'

const DAMAGED = '这条记录在手机里受损了'

/** Rows whose words or photos are not what was saved, as they should be marked; what the server has is left alone. */
export async function auditOf(
  { disk, hash, hashBytes }: Pick<PhoneWorld, 'disk' | 'hash' | 'hashBytes'>,
  { meta, rows }: Held,
): Promise<OutboxRow[]> {
  const marked: OutboxRow[] = []
  for (const row of rows) {
    if (row.state === 'parked' || row.state === 'withdrawn') continue
    if (isWaiting(row, meta) && !(await isWhole(row, hash))) {
      marked.push({ ...row, state: 'parked', damaged: true, problem: DAMAGED })
      continue
    }
    const lost: string[] = []
    for (const sha256 of owedPhotos(row, meta)) {
      const photo = await disk.photo(sha256)
      if (!photo || (await hashBytes(photo.bytes)) !== sha256) lost.push(sha256)
    }
    if (lost.length > 0) marked.push({ ...row, lostPhotos: [...row.lostPhotos, ...lost] })
  }
  return marked
}

async function isWhole({ operation }: OutboxRow, hash: PhoneWorld['hash']): Promise<boolean> {
  try {
    return (await hash(operationText(operation.act, operation.photos))) === operation.hash
  } catch {
    return false
  }
}
