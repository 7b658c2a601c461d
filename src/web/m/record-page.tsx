import { useEffect, useState } from 'react'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { isOf, isWithdrawal, neverLeft } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { actWords, stateWords } from './act-words.ts'
import { changesSince } from './changes-since.ts'
import { type EntryAct, type EntryDraft, EntryForm } from './entry-form.tsx'
import { latestOf } from './latest-of.ts'
import { OfficeChanges } from './office-changes.tsx'
import { disk } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { saidOf } from './said-of.ts'
import { saveEdit } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { useFoundDraft } from './use-draft.ts'
import { useHeld } from './use-held.ts'
import { goTo } from './use-page-name.ts'
import type { Who } from './who.ts'
import { WithdrawRecord } from './withdraw-record.tsx'

interface RecordPageProps {
  who: Who
  read: ReadSide
  id: string
}

/** A record as it was saved here; one of the ledger can be changed, whether it was sent or not. */
export function RecordPage({ who, read, id }: RecordPageProps) {
  const t = useWords()
  const held = useHeld()
  const [warning, setWarning] = useState<string | null>(null)
  if (!held) return null
  if (warning !== null)
    return <SavedCard again={t('看手机里的记录')} warning={warning} onAgain={() => goTo('records')} />
  const row = latestOf(held.rows, who).find((one) => one.operation.id === id)
  if (!row) return <p>{t('这条记录已不在这部手机里。已在社区台账里的，要改请告诉社区。')}</p>
  const { act } = row.operation
  return (
    <>
      <h2>{actWords(saidOf(id, held) ?? act, read, t)}</h2>
      <p role="status">{stateWords(row, held.meta, t)}</p>
      <OfficeChanges changes={changesSince(id, held, read)} />
      {isWithdrawal(row) ? (
        <p className="hint">{t('撤回的记录不能再改，要用请重新记一笔。')}</p>
      ) : act.do !== 'entry' ? (
        <p className="hint">{t('问题和办理情况上报后由社区更改，这里只能看。')}</p>
      ) : (
        <>
          {!row.damaged && <Edit who={who} read={read} held={held} row={row} act={act} onSaved={setWarning} />}
          <WithdrawRecord who={who} id={id} seen={read.records.find((one) => one.id === id)?.version ?? null} />
        </>
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
  onSaved: (warning: string) => void
}

function Edit({ who, read, row, act, held, onSaved }: EditProps) {
  const t = useWords()
  // As it stood when it was opened: a sync that goes on underneath must not take the form from under a thumb.
  const [first] = useState({ row, act, changed: changesSince(row.operation.id, held, read).length > 0 })
  const photos = usePhotos(first.row)
  // A change of this very version; what was saved since is begun anew.
  const draft = useFoundDraft<EntryDraft>(who, `record/${first.row.operation.id}/${first.row.operation.version}`)
  const kind = read.kinds.find((one) => one.code === first.act.kind)
  // Another kind only while the ledger can know nothing of it: there it is fixed.
  const isFree = neverLeft(held.rows.filter((one) => one.operation.id === first.row.operation.id && isOf(one, who)))
  if (!kind) return <p className="hint">{t('这个类别在这部手机上改不了，请到办公页面里改。')}</p>
  if (photos === null || !draft) return null
  if (photos === 'missing') return <p className="hint">{t('这条记录的照片已不在这部手机里，要改请告诉社区。')}</p>
  return (
    <>
      {first.changed && <p className="notice">{t('社区后来改过这条。您再改，社区会看到两份，由社区核对。')}</p>}
      <EntryForm
        who={who}
        read={read}
        kinds={isFree ? [kind, ...read.kinds.filter((one) => one !== kind)] : [kind]}
        key={draft.round}
        draft={draft}
        start={{ kind: kind.code, placeId: first.act.placeId, saved: { act: first.act, photos } }}
        placeOf={{}}
        likely={[]}
        label={t('保存改动')}
        onSave={async (next, kept) => {
          const said = (one: EntryAct, all: TakenPhoto[]): string => canonicalJson([one, all.map(({ fact }) => fact)])
          if (said(next, kept) === said(first.act, photos)) throw new Error(t('没有改动，不用保存。'))
          onSaved(await saveEdit(who, first.row.operation.id, next, kept, draft.key))
          void sendNow(who)
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
