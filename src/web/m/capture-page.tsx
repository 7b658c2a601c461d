import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import { EntryForm } from './entry-form.tsx'
import { ON_PHONE } from './field-input.tsx'
import type { ReadSide } from './read-side.ts'
import { NOTHING_RECENT, type Recent, recentOf, remember } from './recent.ts'
import { save } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import type { Who } from './who.ts'

interface CaptureProps {
  who: Who
  read: ReadSide
}

/** What was last recorded stands ready, so that the usual thing is a number and 保存. */
export function CapturePage({ who, read }: CaptureProps) {
  const t = useWords()
  const [round, setRound] = useState(0)
  const [saved, setSaved] = useState(false)
  const again = (): void => {
    setSaved(false)
    setRound(round + 1)
  }
  if (saved) return <SavedCard again={t('再记一笔')} onAgain={again} />
  return <CaptureRound key={round} who={who} read={read} onSaved={() => setSaved(true)} />
}

const canBeMadeHere = (kind: KindView): boolean =>
  kind.fields.every((field) => !field.required || field.retired || ON_PHONE.includes(field.type))

function CaptureRound({ who, read, onSaved }: CaptureProps & { onSaved: () => void }) {
  const t = useWords()
  const [recent, setRecent] = useState<Recent | null>(null)
  useEffect(() => {
    recentOf(who).then(setRecent, () => setRecent(NOTHING_RECENT))
  }, [who])
  if (!recent) return null
  const kinds = read.kinds.filter(canBeMadeHere).sort((a, b) => rankOf(recent, a) - rankOf(recent, b))
  if (kinds.length === 0) return <p>{t('还没有读到台账类别。请连一次网络再打开本页。')}</p>
  const kind = recent.kinds.find((code) => kinds.some((one) => one.code === code)) ?? null
  const own = read.places.filter((place) => place.mine && place.type !== 'grid')
  const lastPlace = kind === null ? undefined : recent.placeOf[kind]
  const placeId = own.find((place) => place.id === lastPlace)?.id ?? (own.length === 1 ? own[0]!.id : null)
  return (
    <EntryForm
      who={who}
      read={read}
      kinds={kinds}
      start={{ kind, placeId, saved: null }}
      placeOf={recent.placeOf}
      likely={recent.places}
      label={t('保存')}
      onSave={async (act, photos) => {
        await save(who, act, photos)
        await remember(who, act.kind, act.placeId).catch(() => {})
        onSaved()
        void sendNow(who, () => {})
      }}
    />
  )
}

function rankOf({ kinds }: Recent, { code }: KindView): number {
  const at = kinds.indexOf(code)
  return at === -1 ? kinds.length : at
}
