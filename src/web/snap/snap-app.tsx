import { useEffect, useState } from 'react'
import type { SnapPage } from '#slices/cases/snap-schema.ts'
import { readAddress } from './address.ts'
import { ask, Refusal } from './ask.ts'
import { LanguageChoice } from './language-choice.tsx'
import { LookPage } from './look-page.tsx'
import { ReportPage } from './report-page.tsx'
import { t, useLanguage } from './words.ts'

/** 随手拍 of one community: report what one sees, and look how it goes on. */
export function SnapApp() {
  const [{ community, look, place }] = useState(() => readAddress(window.location))
  const [page, setPage] = useState<SnapPage | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const language = useLanguage()
  const open = () => {
    setRefusal(null)
    ask<SnapPage>(community, '').then(setPage, setRefusal)
  }
  // Once, when the page opens.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(open, [])
  useEffect(() => {
    if (page) document.title = `${look ? t('查进展') : t('随手拍')} · ${page.community}`
  }, [page, look, language])
  const home = `/s/${encodeURIComponent(community)}`
  if (refusal) {
    return (
      <main>
        <h1>{t('随手拍')}</h1>
        <p role="alert">
          {refusal.status === 404 ? t('这个社区没有开放随手拍。有问题请直接告诉社区。') : refusal.message}
        </p>
        {refusal.status !== 404 && (
          <button type="button" onClick={open}>
            {t('再试一次')}
          </button>
        )}
        <LanguageChoice />
      </main>
    )
  }
  if (!page) {
    return (
      <main aria-busy>
        <h1>{t('随手拍')}</h1>
        <p>{t('正在打开…')}</p>
      </main>
    )
  }
  return (
    <>
      <header>
        <p className="name">{page.community}</p>
        <nav aria-label={t('随手拍')}>
          <a href={home + window.location.search} aria-current={look ? undefined : 'page'}>
            {t('报问题')}
          </a>
          <a href={`${home}/look${window.location.search}`} aria-current={look ? 'page' : undefined}>
            {t('查进展')}
          </a>
        </nav>
      </header>
      <main>
        {look ? <LookPage community={community} /> : <ReportPage community={community} page={page} place={place} />}
        <LanguageChoice />
      </main>
    </>
  )
}
