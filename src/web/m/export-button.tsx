import { useId, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { LEAST_PASSWORD } from '#slices/field/phone/sealed-file.ts'
import { exportRows } from './export-rows.ts'

/** Asks for the password of the file before it is written, and says how it must reach the office. */
export function ExportButton({ rows, label }: { rows: readonly OutboxRow[]; label: string }) {
  const t = useWords()
  const id = useId()
  const [asked, setAsked] = useState(false)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const close = (words: string): void => {
    setPassword('')
    setAsked(false)
    setSaid(words)
  }
  const write = async (): Promise<void> => {
    if (password.trim().length < LEAST_PASSWORD) return setSaid(t('密码至少 {count} 个字。', { count: LEAST_PASSWORD }))
    setBusy(true)
    setSaid(t('正在加密…'))
    try {
      await exportRows(rows, password)
      close(t('已导出。把文件交给社区资料员，密码另外告诉。'))
    } catch {
      setSaid(t('没有导出成功，请再点一次。'))
    }
    setBusy(false)
  }
  if (!asked)
    return (
      <>
        <button
          type="button"
          onClick={() => {
            setSaid('')
            setAsked(true)
          }}
        >
          {label}
        </button>
        <p role="status" className="hint">
          {said}
        </p>
      </>
    )
  return (
    <form
      className="notice"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <label htmlFor={id}>{t('给文件定一个密码')}</label>
      <input
        id={id}
        type="text"
        value={password}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p>{t('至少 8 个字。请打电话或当面告诉资料员，不要和文件一起发。忘了密码，谁也打不开这个文件。')}</p>
      <p role="status" className="problem">
        {said}
      </p>
      <div className="buttons">
        <button type="submit" disabled={busy}>
          {t('加密导出')}
        </button>
        <button type="button" disabled={busy} onClick={() => close('')}>
          {t('取消')}
        </button>
      </div>
    </form>
  )
}
