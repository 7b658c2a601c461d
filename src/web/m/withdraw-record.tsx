import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { changed } from './live.ts'
import { client } from './phone.ts'
import { sendNow } from './sender.ts'
import type { Who } from './who.ts'

interface WithdrawRecordProps {
  who: Who
  id: string
  /** The version in the ledger that its owner looks at; null when none is known here. */
  seen: number | null
}

/** Takes a record back, with a reason and a second look. */
export function WithdrawRecord({ who, id, seen }: WithdrawRecordProps) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const withdraw = async (): Promise<void> => {
    const why = reason.trim()
    if (why.length < 2) return setProblem(t('请写几个字说明为什么撤回。'))
    try {
      await client.withdraw(who, id, { reason: why, seen })
    } catch {
      return setProblem(t('没有撤回成功，请再点一次。'))
    }
    changed()
    void sendNow(who)
  }
  if (!open)
    return (
      <button type="button" className="more" onClick={() => setOpen(true)}>
        {t('撤回这条')}
      </button>
    )
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">{t('撤回这条')}</h2>
      <p className="hint">{t('撤回后不再计数，社区仍能看到是谁、为什么撤回的。撤回后不能恢复，要用请重新记一笔。')}</p>
      <label className="field">
        {t('为什么撤回')}
        <input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </label>
      {problem && <p role="alert">{problem}</p>}
      <div className="buttons">
        <button type="button" onClick={() => setOpen(false)}>
          {t('不撤回')}
        </button>
        <button type="button" onClick={() => void withdraw()}>
          {t('确定撤回')}
        </button>
      </div>
    </section>
  )
}
