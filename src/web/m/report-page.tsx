import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { type Severity, SEVERITY_WORDS } from './code-words.ts'
import { DraftLine } from './draft-line.tsx'
import { plainlyAt } from './near.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { recentOf, remember } from './recent.ts'
import { Rounds } from './rounds.tsx'
import { save } from './save.ts'
import { SaveBar } from './save-bar.tsx'
import { sendNow } from './sender.ts'
import { dayHere, today } from './today.ts'
import { type FoundDraft, useDraft, useFoundDraft } from './use-draft.ts'
import { useNear } from './use-near.ts'
import { useSaving } from './use-saving.ts'
import type { Who } from './who.ts'

const SEVERITIES = Object.keys(SEVERITY_WORDS) as Severity[]

export function ReportPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  return <Rounds again={t('再报一个')}>{(onSaved) => <ReportRound who={who} read={read} onSaved={onSaved} />}</Rounds>
}

/** What is kept of a report that was left. */
interface ReportDraft {
  placeId: string | null
  locus: string
  typeCode: string
  severity: Severity
  issue: string
  fixed: boolean
  howFixed: string
}

interface ReportProps {
  who: Who
  read: ReadSide
  onSaved: (warning: string) => void
}

function ReportRound(props: ReportProps) {
  const draft = useFoundDraft<ReportDraft>(props.who, 'report')
  return draft && <ReportForm key={draft.round} draft={draft} {...props} />
}

function ReportForm({ who, read, draft, onSaved }: ReportProps & { draft: FoundDraft<ReportDraft> }) {
  const t = useWords()
  const left = draft.found?.content
  const [likely, setLikely] = useState<string[]>([])
  const [chosenPlace, setChosenPlace] = useState<string | null | undefined>(left ? left.placeId : undefined)
  const [locus, setLocus] = useState(left?.locus ?? '')
  const [typeCode, setTypeCode] = useState(left?.typeCode ?? '')
  const [severity, setSeverity] = useState<Severity>(left?.severity ?? 'ordinary')
  const [issue, setIssue] = useState(left?.issue ?? '')
  const [fixed, setFixed] = useState(left?.fixed ?? false)
  const [howFixed, setHowFixed] = useState(left?.howFixed ?? '')
  const [photos, setPhotos] = useState<TakenPhoto[]>(draft.found?.photos ?? [])
  const saving = useSaving(draft.key)
  useEffect(() => {
    void recentOf(who).then(
      ({ places }) => {
        setLikely(places)
      },
      () => {},
    )
  }, [who])
  const { near, position, anyPoint } = useNear(who, read.places)
  const placeId = chosenPlace === undefined ? (plainlyAt(near) ?? likely[0] ?? null) : chosenPlace
  const type = read.types.find((one) => one.code === typeCode)
  const hasSomething = photos.length > 0 || fixed || [locus, typeCode, issue, howFixed].some(Boolean)
  const content: ReportDraft = { placeId, locus, typeCode, severity, issue, fixed, howFixed }
  useDraft(draft, hasSomething ? content : null, photos, setPhotos)

  const words = issue.trim() || (type ? type.label : '')
  const missing = (): string => {
    if (words.length < 2) return t('请选问题类型，或写几个字说明是什么问题。')
    if (!placeId && locus.trim().length < 2) return t('请选地点，或写明具体位置。')
    return fixed && howFixed.trim().length < 2 ? t('请写怎样当场整改的。') : ''
  }
  const submit = (): Promise<void> =>
    saving.submit(missing(), async () => {
      const warning = await save(
        who,
        {
          do: 'case',
          typeCode,
          placeId,
          locus: locus.trim(),
          severity,
          issue: words,
          foundOn: draft.found ? dayHere(draft.found.begunAt) : today(),
          fixedOnSpot: fixed ? howFixed.trim() : null,
        },
        photos,
        draft.key,
      )
      await remember(who, null, placeId).catch(() => {})
      onSaved(warning)
      void sendNow(who)
    })
  return (
    <>
      <DraftLine draft={draft} />
      <PhotoPicker
        draft={draft.key}
        photos={photos}
        onChange={setPhotos}
        roles={fixed ? ['before', 'after'] : ['scene']}
        key={String(fixed)}
        onProblem={saving.setProblem}
        onPlace={position.takenAt}
      />
      <label className="field">
        {t('问题类型')}
        <select value={typeCode} onChange={(event) => setTypeCode(event.target.value)}>
          <option value="">{t('说不准，社区来定')}</option>
          {[...new Set(read.types.flatMap((one) => one.pointTypes[0] ?? []))].map((group) => (
            <optgroup key={group} label={group}>
              {read.types
                .filter((one) => one.pointTypes[0] === group)
                .map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {type && <p className="hint">{type.help}</p>}
      <PlacePicker
        places={read.places}
        likely={likely}
        near={near}
        anyPoint={anyPoint}
        position={position}
        value={placeId}
        onChange={setChosenPlace}
        locus={locus}
        onLocus={setLocus}
      />
      <label className="field">
        {type ? t('是什么问题（可不填）') : t('是什么问题')}
        <textarea
          rows={3}
          maxLength={500}
          value={issue}
          placeholder={type?.label ?? t('例如：三单元门口路灯不亮')}
          onChange={(event) => setIssue(event.target.value)}
        />
      </label>
      <div className="chips" role="group" aria-label={t('程度')}>
        {SEVERITIES.map((code) => (
          <button key={code} type="button" aria-pressed={severity === code} onClick={() => setSeverity(code)}>
            {t(SEVERITY_WORDS[code])}
          </button>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />
        {t('当场已整改（即查即改）')}
      </label>
      {fixed && (
        <label className="field">
          {t('怎样整改的')}
          <input value={howFixed} maxLength={500} onChange={(event) => setHowFixed(event.target.value)} />
        </label>
      )}
      <SaveBar saving={saving} label={t('保存')} onSave={() => void submit()} />
    </>
  )
}
