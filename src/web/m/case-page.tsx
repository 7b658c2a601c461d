import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import type { CaseFull } from '#slices/cases/view-schema.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { STEP_WORDS, type StepName } from './code-words.ts'
import { DraftLine } from './draft-line.tsx'
import { GhostCamera } from './ghost-camera.tsx'
import { PhotoPicker } from './photo-picker.tsx'
import { firstPictureOf, keptPicture, type ReadSide } from './read-side.ts'
import { save } from './save.ts'
import { SaveBar } from './save-bar.tsx'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { type FoundDraft, useDraft, useFoundDraft } from './use-draft.ts'
import { useHeld } from './use-held.ts'
import { goTo } from './use-page-name.ts'
import { useSaving } from './use-saving.ts'
import type { Who } from './who.ts'

type Step = StepName
/** What is kept of a step that was left. */
interface StepDraft {
  step: Step | null
  note: string
}
const HERE: readonly Step[] = ['feed-back', 'start', 'keep', 'relapse', 'self-close']
/** Steps that say nothing without words of their own. */
const SAYS: Partial<Record<Step, string>> = {
  'feed-back': '整改情况',
  keep: '回头看情况',
  relapse: '反弹情况',
  'self-close': '整改情况',
}

export function CasePage({ who, read, id }: { who: Who; read: ReadSide; id: string }) {
  const t = useWords()
  const held = useHeld()
  const [warning, setWarning] = useState<string | null>(null)
  const draft = useFoundDraft<StepDraft>(who, `case/${id}`)
  const one = read.cases.find((found) => found.id === id)
  if (warning !== null) return <SavedCard again={t('看下一个')} warning={warning} onAgain={() => goTo('today')} />
  if (!one)
    return (
      <p>{read.readAt === 0 ? t('还没有读到等您办的问题，连上网络后会显示。') : t('这个问题不在等您办的里面了。')}</p>
    )
  // One that waits holds up the next whatever became of the case: its own photos may have moved it on.
  const waits = held?.rows.some(
    ({ state, operation: { act } }) =>
      act.do === 'step' && act.caseId === id && (state === 'waiting' || (state === 'done' && act.seen === one.version)),
  )
  return (
    <>
      <h2>{one.issue}</h2>
      <p>
        {[
          one.place,
          one.locus,
          t('发现于 {day}', { day: one.foundOn }),
          one.dueAt && t('{day} 前办完', { day: lastDayOf(new Date(one.dueAt)) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {one.overdue && <em> {t('已超期')}</em>}
      </p>
      {waits ? (
        <p className="notice" role="status">
          {t('这一步已保存，上传后这里会更新。')}
        </p>
      ) : (
        draft && <StepForm key={draft.round} who={who} one={one} draft={draft} onSaved={setWarning} />
      )}
    </>
  )
}

interface StepFormProps {
  who: Who
  one: CaseFull
  draft: FoundDraft<StepDraft>
  onSaved: (warning: string) => void
}

function StepForm({ who, one, draft, onSaved }: StepFormProps) {
  const t = useWords()
  const steps = HERE.filter((step) => one.steps.includes(step))
  const [step, setStep] = useState<Step | null>(
    steps.find((name) => name === draft.found?.content?.step) ?? steps[0] ?? null,
  )
  const [note, setNote] = useState(draft.found?.content?.note ?? '')
  const [photos, setPhotos] = useState<TakenPhoto[]>(draft.found?.photos ?? [])
  const saving = useSaving(draft.key)
  useDraft<StepDraft>(draft, note || photos.length > 0 ? { step, note } : null, photos, setPhotos)
  const picture = usePicture(firstPictureOf(one))
  const needsPhoto = one.type?.photo === 'after'
  if (step === null) return <p className="hint">{t('这个问题现在要在办公页面里办。')}</p>
  const missing = (): string => {
    const says = SAYS[step]
    if (says && note.trim().length < 2) return t('请写几个字：{what}。', { what: t(says) })
    if (step === 'self-close' && needsPhoto && photos.length === 0)
      return t('这类问题要有整改后的照片才能销号，请先拍照。')
    return ''
  }
  const submit = (): Promise<void> =>
    saving.submit(missing(), async () => {
      const act = { do: 'step', caseId: one.id, step, seen: one.version, note: note.trim() } as const
      onSaved(await save(who, act, photos, draft.key))
      void sendNow(who)
    })
  return (
    <>
      <DraftLine draft={draft} />
      <div className="chips" role="group" aria-label={t('办哪一步')}>
        {steps.map((name) => (
          <button key={name} type="button" aria-pressed={name === step} onClick={() => setStep(name)}>
            {t(STEP_WORDS[name])}
          </button>
        ))}
      </div>
      {step !== 'start' && (
        <>
          <GhostCamera before={picture} draft={draft.key} onProblem={saving.setProblem} />
          <PhotoPicker
            draft={draft.key}
            photos={photos}
            onChange={setPhotos}
            roles={['after']}
            onProblem={saving.setProblem}
          />
        </>
      )}
      {step === 'start' && picture && <img className="picture" src={picture} alt={t('发现时的照片')} />}
      <label className="field">
        {t(SAYS[step] ?? '说明（可不填）')}
        <textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {step === 'feed-back' && needsPhoto && photos.length === 0 && (
        <p className="hint">{t('这类问题销号时要有整改后的照片。')}</p>
      )}
      <SaveBar saving={saving} label={t('保存：{step}', { step: t(STEP_WORDS[step]) })} onSave={() => void submit()} />
    </>
  )
}

function usePicture(sha256: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made = ''
    let current = true
    if (sha256)
      void keptPicture(sha256).then(
        (picture) => {
          if (!picture || !current) return
          made = URL.createObjectURL(picture)
          setUrl(made)
        },
        () => {},
      )
    return () => {
      current = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [sha256])
  return url
}
