import { useEffect, useState } from 'react'
import type { SnapPage } from '#slices/cases/snap-schema.ts'
import { readAddress } from './address.ts'
import { ask, Refusal } from './ask.ts'
import { LookPage } from './look-page.tsx'
import { ReportPage } from './report-page.tsx'

/** 随手拍 of one community: report what one sees, and look how it goes on. */
export function SnapApp() {
  const [{ community, look, place }] = useState(() => readAddress(window.location))
  const [page, setPage] = useState<SnapPage | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const open = () => {
    setRefusal(null)
    ask<SnapPage>(community, '').then(setPage, setRefusal)
  }
  // Once, when the page opens.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(open, [])
  useEffect(() => {
    if (page) document.title = `${look ? '查进展' : '随手拍'} · ${page.community}`
  }, [page, look])
  const home = `/s/${encodeURIComponent(community)}`
  if (refusal) {
    return (
      <main>
        <h1>随手拍</h1>
        <p role="alert">
          {refusal.status === 404 ? '这个社区没有开放随手拍。有问题请直接告诉社区。' : refusal.message}
        </p>
        {refusal.status !== 404 && (
          <button type="button" onClick={open}>
            再试一次
          </button>
        )}
      </main>
    )
  }
  if (!page) {
    return (
      <main aria-busy>
        <h1>随手拍</h1>
        <p>正在打开…</p>
      </main>
    )
  }
  return (
    <>
      <header>
        <p className="name">{page.community}</p>
        <nav aria-label="随手拍">
          <a href={home + window.location.search} aria-current={look ? undefined : 'page'}>
            报问题
          </a>
          <a href={`${home}/look${window.location.search}`} aria-current={look ? 'page' : undefined}>
            查进展
          </a>
        </nav>
      </header>
      <main>
        {look ? <LookPage community={community} /> : <ReportPage community={community} page={page} place={place} />}
      </main>
    </>
  )
}
