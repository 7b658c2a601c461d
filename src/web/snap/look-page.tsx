import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { SnapProgress } from '#slices/cases/snap-schema.ts'
import { ask } from './ask.ts'
import { forgetCodes, keptCodes } from './kept-codes.ts'
import { ProgressCard } from './progress-card.tsx'
import { t } from './words.ts'

/** How a report goes on, for whoever has its code. The code is never part of an address that is sent anywhere. */
export function LookPage({ community }: { community: string }) {
  const [code, setCode] = useState(() => window.location.hash.slice(1, 40))
  const [kept, setKept] = useState(() => keptCodes(community))
  const [progress, setProgress] = useState<SnapProgress | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const asked = useRef('')

  async function act(path: string, body: object): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      setProgress(await ask<SnapProgress>(community, path, { follow: asked.current, ...body }))
    } catch (cause) {
      if (path === '/look') setProgress(null)
      setProblem((cause as Error).message)
    } finally {
      setBusy(false)
    }
  }
  const look = (wanted: string) => {
    asked.current = wanted
    setCode(wanted)
    if (wanted.trim() === '') return setProblem(t('请填写查询码。'))
    void act('/look', {})
  }
  // Come from the page that gave the code.
  useEffect(() => {
    if (code !== '') look(code)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    look(code)
  }
  return (
    <>
      <h1>{t('查进展')}</h1>
      <form onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor="code">{t('查询码')}</label>
          <input
            id="code"
            className="typed-code"
            value={code}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="main" disabled={busy}>
          {t('查看')}
        </button>
      </form>
      {progress && (
        <ProgressCard
          progress={progress}
          busy={busy}
          onSay={(fixed) => void act('/said', { fixed })}
          onForget={() => void act('/forget', {})}
        />
      )}
      {kept.length > 0 && (
        <section className="kept" aria-label={t('这部手机报过的')}>
          <h2>{t('这部手机报过的')}</h2>
          <ul>
            {kept.map((one) => (
              <li key={one}>
                <button type="button" className="plain" onClick={() => look(one)}>
                  {one}
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={() => {
              forgetCodes(community)
              setKept([])
            }}
          >
            {t('从这部手机清除')}
          </button>
        </section>
      )}
    </>
  )
}
