import { useEffect, useState } from 'react'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { actWords, stateWords } from './act-words.ts'
import { changesSince } from './changes-since.ts'
import { type EntryAct, EntryForm } from './entry-form.tsx'
import { latestOf } from './latest-of.ts'
import { OfficeChanges } from './office-changes.tsx'
import { disk } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { saveEdit } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { useHeld } from './use-held.ts'
import { goTo } from './use-page-name.ts'
import type { Who } from './who.ts'

interface RecordPageProps {
  who: Who
  read: ReadSide
  id: string
}

/** A record as it was saved here; one of the ledger can be changed, whether it was sent or not. */
export function RecordPage({ who, read, id }: RecordPageProps) {
  const t = useWords()
  const held = useHeld()
  const [saved, setSaved] = useState(false)
  if (!held) return null
  if (saved) return <SavedCard again={t('看手机里的记录')} onAgain={() => goTo('records')} />
  const row = latestOf(held.rows, who).find((one) => one.operation.id === id)
  if (!row) return <p>{t('这条记录已不在这部手机里。已在社区台账里的，要改请告诉社区。')}</p>
  const { act } = row.operation
  return (
    <>
      <h2>{actWords(act, read, t)}</h2>
      <p role="status">{stateWords(row, held.meta, t)}</p>
      <OfficeChanges changes={changesSince(id, held, read)} />
      {act.do !== 'entry' ? (
        <p className="hint">{t('问题和办理情况上报后由社区更改，这里只能看。')}</p>
      ) : row.damaged ? null : (
        <Edit who={who} read={read} held={held} row={row} act={act} onSaved={() => setSaved(true)} />
      )}
    </>
  )
}

interface EditProps {
  who: Who
  read: ReadSide
  held: Held
  row: OutboxRow
  act: EntryAct
  onSaved: () => void
}

function Edit({ who, read, row, act, held, onSaved }: EditProps) {
  const t = useWords()
  // As it stood when it was opened: a sync that goes on underneath must not take the form from under a thumb.
  const [first] = useState({ row, act, changed: changesSince(row.operation.id, held, read).length > 0 })
  const photos = usePhotos(first.row)
  const kind = read.kinds.find((one) => one.code === first.act.kind)
  if (!kind) return <p className="hint">{t('这个类别在这部手机上改不了，请到办公页面里改。')}</p>
  if (photos === null) return null
  if (photos === 'missing') return <p className="hint">{t('这条记录的照片已不在这部手机里，要改请告诉社区。')}</p>
  return (
    <>
      {first.changed && <p className="notice">{t('社区后来改过这条。您再改，社区会看到两份，由社区核对。')}</p>}
      <EntryForm
        who={who}
        read={read}
        kinds={[kind]}
        start={{ kind: kind.code, placeId: first.act.placeId, saved: { act: first.act, photos } }}
        placeOf={{}}
        likely={[]}
        label={t('保存改动')}
        onSave={async (next, kept) => {
          const said = (one: EntryAct, all: TakenPhoto[]): string => canonicalJson([one, all.map(({ fact }) => fact)])
          if (said(next, kept) === said(first.act, photos)) throw new Error(t('没有改动，不用保存。'))
          await saveEdit(who, first.row.operation.id, next, kept)
          onSaved()
          void sendNow(who, () => {})
        }}
      />
    </>
  )
}

function usePhotos(row: OutboxRow): TakenPhoto[] | 'missing' | null {
  const [photos, setPhotos] = useState<TakenPhoto[] | 'missing' | null>(null)
  useEffect(() => {
    let current = true
    const all = row.operation.photos.map(async (fact) => {
      const held = await disk.photo(fact.sha256)
      if (!held) throw new Error('not on this phone')
      return { fact, bytes: held.bytes }
    })
    Promise.all(all).then(
      (found) => current && setPhotos(found),
      () => current && setPhotos('missing'),
    )
    return () => {
      current = false
    }
  }, [row])
  return photos
}
