import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { type EntryDraft, EntryForm } from './entry-form.tsx'
import { canBeMadeHere } from './field-input.tsx'
import type { ReadSide } from './read-side.ts'
import { NOTHING_RECENT, rankOf, type Recent, recentOf, remember } from './recent.ts'
import { Rounds } from './rounds.tsx'
import { save } from './save.ts'
import { sendNow } from './sender.ts'
import { useFoundDraft } from './use-draft.ts'
import type { Who } from './who.ts'

interface CaptureProps {
  who: Who
  read: ReadSide
  /** `place` or `place.kind` where these were chosen on the page before; else ''. */
  wanted: string
}

/** What was last recorded stands ready, so that the usual thing is a number and 保存. */
export function CapturePage({ who, read, wanted }: CaptureProps) {
  const t = useWords()
  return (
    <Rounds again={t('再记一笔')}>
      {(onSaved) => <CaptureRound who={who} read={read} wanted={wanted} onSaved={onSaved} />}
    </Rounds>
  )
}

function CaptureRound({ who, read, wanted, onSaved }: CaptureProps & { onSaved: (warning: string) => void }) {
  const t = useWords()
  const [recent, setRecent] = useState<Recent | null>(null)
  useEffect(() => {
    recentOf(who).then(setRecent, () => setRecent(NOTHING_RECENT))
  }, [who])
  const draft = useFoundDraft<EntryDraft>(who, 'new')
  if (!recent || !draft) return null
  const kinds = read.kinds.filter(canBeMadeHere).sort((a, b) => rankOf(recent, a.code) - rankOf(recent, b.code))
  if (kinds.length === 0) return <p>{t('还没有读到台账类别。请连一次网络再打开本页。')}</p>
  const [wantedPlace, wantedKind] = wanted.split('.')
  const there = read.places.find((place) => place.id === wantedPlace)
  const kind =
    kinds.find((one) => one.code === wantedKind)?.code ??
    recent.kinds.find((code) => kinds.some((one) => one.code === code)) ??
    null
  const own = read.places.filter((place) => place.mine && place.type !== 'grid')
  const lastPlace = kind === null ? undefined : recent.placeOf[kind]
  const placeId = there?.id ?? own.find((place) => place.id === lastPlace)?.id ?? (own.length === 1 ? own[0]!.id : null)
  return (
    <EntryForm
      who={who}
      read={read}
      kinds={kinds}
      start={{ kind, placeId, chosen: there !== undefined, saved: null }}
      key={draft.round}
      draft={draft}
      placeOf={recent.placeOf}
      likely={recent.places}
      label={t('保存')}
      onSave={async (act, photos) => {
        const warning = await save(who, act, photos, draft.key)
        await remember(who, act.kind, act.placeId).catch(() => {})
        onSaved(warning)
        void sendNow(who)
      }}
    />
  )
}
