import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/ids.ts'
import type { SnapNear, SnapPage, SnapTaken } from '#slices/cases/snap-schema.ts'
import { SNAP_MOST } from '#slices/cases/snap-words-rules.ts'
import { ask } from './ask.ts'
import { keepCode } from './kept-codes.ts'
import { NearList } from './near-list.tsx'
import { PhotoField } from './photo-field.tsx'
import { PlaceSelect } from './place-select.tsx'
import { TakenCard } from './taken-card.tsx'
import { t } from './words.ts'

interface ReportPageProps {
  community: string
  page: SnapPage
  /** The place the sign hangs at, when its code says so. */
  place: string | null
}

/** Place, words, picture, how to be reached: one screen, one button. */
export function ReportPage({ community, page, place }: ReportPageProps) {
  const [placeId, setPlaceId] = useState(() => (page.places.some(({ id }) => id === place) ? place! : ''))
  const [near, setNear] = useState<SnapNear>([])
  const [photo, setPhoto] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [taken, setTaken] = useState<{ code: string; joined: boolean } | null>(null)
  // A report sent again over a bad line is the same one.
  const id = useRef(newId())
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    let current = true
    if (placeId)
      ask<SnapNear>(community, `/near?place=${placeId}`).then(
        (found) => current && setNear(found),
        () => {},
      )
    return () => {
      current = false
    }
  }, [community, placeId])

  const choose = (chosen: string) => {
    setPlaceId(chosen)
    setNear([])
  }
  const textOf = (name: string): string => String(new FormData(form.current!).get(name) ?? '').trim()

  async function send(path: string, body: object, joined: boolean): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      const { code } = await ask<SnapTaken>(community, path, {
        ...body,
        contact: textOf('contact'),
        website: textOf('website'),
      })
      keepCode(community, code)
      setTaken({ code, joined })
    } catch (cause) {
      setProblem((cause as Error).message)
    } finally {
      setBusy(false)
    }
  }

  const report = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const issue = textOf('issue')
    const locus = textOf('locus')
    if (!placeId && locus.length < 2) return setProblem(t('请选择地点，或在“具体位置”里写明在哪里。'))
    if (issue.length < 4) return setProblem(t('请写几个字说明是什么问题。'))
    void send('', { id: id.current, issue, locus, placeId: placeId || null, ...(photo ? { photo } : {}) }, false)
  }

  if (taken) {
    return (
      <TakenCard
        community={community}
        code={taken.code}
        joined={taken.joined}
        onMore={() => {
          id.current = newId()
          setPhoto(null)
          setTaken(null)
        }}
      />
    )
  }
  return (
    <form ref={form} onSubmit={report} noValidate>
      <h1>{t('随手拍，报给社区')}</h1>
      <p className="hint">{t('不用注册。提交后给您一个查询码，凭它看进展。')}</p>
      <PlaceSelect places={page.places} value={placeId} onChange={choose} />
      <div className="field">
        <label htmlFor="locus">{placeId ? t('具体位置（可不填）') : t('具体位置')}</label>
        <input id="locus" name="locus" maxLength={SNAP_MOST.locus} placeholder={t('例如：东门左侧、3号楼北面')} />
      </div>
      {near.length > 0 && (
        <NearList near={near} busy={busy} onJoin={(caseId) => void send('/join', { caseId }, true)} />
      )}
      <div className="field">
        <label htmlFor="issue">{t('是什么问题')}</label>
        <textarea
          id="issue"
          name="issue"
          rows={4}
          maxLength={SNAP_MOST.issue}
          placeholder={t('例如：垃圾桶满了没人收')}
        />
      </div>
      <PhotoField value={photo} onChange={setPhoto} onProblem={setProblem} />
      <div className="field">
        <label htmlFor="contact">{t('联系方式（可不填）')}</label>
        <input
          id="contact"
          name="contact"
          maxLength={SNAP_MOST.contact}
          autoComplete="tel"
          aria-describedby="contact-hint"
        />
        <p className="hint" id="contact-hint">
          {t('只有社区办公人员能看到，只用来核实这个问题；您可以凭查询码随时删去。')}
        </p>
      </div>
      <div className="trap" aria-hidden="true">
        <label htmlFor="website">{t('这一栏请不要填')}</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="main" disabled={busy}>
        {busy ? t('正在提交…') : t('提交')}
      </button>
      <p className="hint">{t('请不要拍到人脸、车牌和门牌里的住户。紧急情况请拨打 110、119、120。')}</p>
    </form>
  )
}
