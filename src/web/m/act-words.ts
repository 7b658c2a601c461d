import type { Say } from '#kernel/web/words.ts'
import { isCovered, isWaiting, isWithdrawal, owedPhotos } from '#slices/field/phone/outbox-rules.ts'
import type { OutboxRow, PhoneMeta } from '#slices/field/phone/ports.ts'
import type { Act } from '#slices/field/schema.ts'
import { STEP_WORDS } from './code-words.ts'
import type { ReadSide } from './read-side.ts'

/** What was saved, in one line. */
export function actWords(act: Act, { places, kinds, cases }: ReadSide, t: Say): string {
  const placeOf = (id: string | null): string => places.find((place) => place.id === id)?.name ?? ''
  const line = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ')
  switch (act.do) {
    case 'entry': {
      const kind = kinds.find((one) => one.code === act.kind)
      const amounts = Object.entries(act.amounts).map(([key, amount]) => {
        const measure = kind?.measures.find((one) => one.key === key)
        return `${measure?.label ?? key} ${amount}${measure?.unit ?? ''}`
      })
      return line(kind?.label ?? act.kind, placeOf(act.placeId), act.locus, ...amounts)
    }
    case 'case':
      return line(t('报问题'), placeOf(act.placeId), act.issue)
    case 'step':
      return line(t(STEP_WORDS[act.step]), cases.find((one) => one.id === act.caseId)?.issue ?? '')
    case 'withdraw':
      return t('撤回的记录')
  }
}

/** What became of it, in plain words, and what its owner can do when it cannot go as it is. */
export function stateWords(row: OutboxRow, meta: PhoneMeta, t: Say): string {
  const { state, outcome, operation } = row
  const why = (row.problem ?? t('原因不明')).replace(/[。.]$/, '')
  if (isWithdrawal(row)) return withdrawnWords(row, meta, why, t)
  if (row.damaged) return t('在手机里受损，不能上传。请导出成文件交给社区，再重新记一次。')
  // A sentence that says itself what to do is not told so a second time.
  if (state === 'parked' && /。|[.] /.test(why)) return t('上传不了（{why}）。改不了就导出成文件交给社区。', { why })
  if (state === 'parked')
    return operation.act.do === 'entry'
      ? t('上传不了（{why}）。可以打开改好再保存，或导出成文件交给社区。', { why })
      : t('上传不了（{why}）。请导出成文件交给社区。', { why })
  if (isWaiting(row, meta)) return operation.version > 1 ? t('改动等上传') : t('等上传')
  // A step may wait for nothing but its own photo, and the sentence says so.
  if (outcome === 'quarantined' && operation.act.do === 'step') return t('已送到社区（{why}）', { why })
  if (outcome === 'quarantined') return t('等社区处理（{why}）', { why })
  if (outcome === 'dropped') return t('社区没有采用（{why}）', { why })
  if (row.lostPhotos.length > 0)
    return t('已上传，但有 {count} 张照片在手机里受损、传不了。请重拍补上。', { count: row.lostPhotos.length })
  const owed = owedPhotos(row, meta).length
  if (owed > 0) return t('已上传，还有 {count} 张照片等上传', { count: owed })
  return isCovered(row, meta) ? t('已上传并已备份') : t('已上传')
}

function withdrawnWords(row: OutboxRow, meta: PhoneMeta, why: string, t: Say): string {
  if (row.state === 'withdrawn') return t('已撤回，没有上传过')
  if (row.damaged || row.state === 'parked') return t('撤回没有成功（{why}）。请告诉社区。', { why })
  if (isWaiting(row, meta)) return t('撤回等上传')
  if (row.outcome === 'quarantined') return t('撤回等社区处理（{why}）', { why })
  return row.outcome === 'dropped' ? t('社区没有采用撤回（{why}）', { why }) : t('已撤回')
}
