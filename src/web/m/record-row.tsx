import { sayInstant } from '#kernel/web/days-said.ts'
import { useWords } from '#kernel/web/words.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { saidOf } from './said-of.ts'
import { actWords, stateWords } from './act-words.ts'
import { changesSince } from './changes-since.ts'
import { OfficeChanges } from './office-changes.tsx'
import type { ReadSide } from './read-side.ts'

interface RecordRowProps {
  row: OutboxRow
  held: Held
  read: ReadSide
}

/** One record of this phone: what it says, when, what became of it. Opens as it was saved. */
export function RecordRow({ row, held, read }: RecordRowProps) {
  const t = useWords()
  const { operation, savedAt } = row
  return (
    <a href={`#/record/${operation.id}`}>
      <strong>{actWords(saidOf(operation.id, held) ?? operation.act, read, t)}</strong>
      <small>
        {sayInstant(new Date(savedAt).toISOString())}
        {operation.photos.length > 0 && ` · ${t('照片 {count}', { count: operation.photos.length })}`}
      </small>
      <small>{stateWords(row, held.meta, t)}</small>
      <OfficeChanges changes={changesSince(row.operation.id, held, read)} />
    </a>
  )
}
