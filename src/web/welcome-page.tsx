import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import type { Me } from '#kernel/web/me.ts'
import { ME_KEY } from '#kernel/web/use-me.ts'
import { useWords } from '#kernel/web/words.ts'
import { SHORTEST_PASSWORD } from '#slices/people/password-rules.ts'
import { CodeField } from './code-field.tsx'
import { GateCard } from './gate-card.tsx'
import { GateField } from './gate-field.tsx'

/** Where a one-time link leads: its token stands behind the #, which a browser never sends to a server or a log. */
export function WelcomePage() {
  const t = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const token = useLocation().hash.slice(1)
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  // Asked for only once the server says that this account has one.
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (password.length < SHORTEST_PASSWORD)
      return setRefusal(t('密码至少 {count} 个字符。', { count: SHORTEST_PASSWORD }))
    if (password !== again) return setRefusal(t('两次输入的密码不一致，请重新输入。'))
    setBusy(true)
    setRefusal('')
    try {
      const second = code === null ? {} : { code }
      const me = await api.post<Me>('/api/session/link', { token, password, ...second })
      client.clear()
      client.setQueryData(ME_KEY, me)
      await navigate('/', { replace: true })
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.code.startsWith('sign-in.code')) setCode('')
      setRefusal((cause as Error).message)
      setBusy(false)
    }
  }
  if (token === '') {
    return (
      <GateCard title={t('链接不完整')}>
        <p>{t('请从管理员发来的消息里完整复制链接再打开。')}</p>
        <Link to="/sign-in">{t('去登录')}</Link>
      </GateCard>
    )
  }
  return (
    <GateCard title={t('设置密码')}>
      <p>{t('这个链接只能用一次。设好密码后直接进入系统，以后用登录名和密码登录。')}</p>
      <form onSubmit={(event) => void submit(event)}>
        <GateField
          label={t('新密码')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="new-password"
          help={t('至少 {count} 个字符，可用一句容易记住的话。', { count: SHORTEST_PASSWORD })}
          max={200}
          first
        />
        <GateField
          label={t('再输一次')}
          value={again}
          onChange={setAgain}
          type="password"
          autoComplete="new-password"
          max={200}
        />
        {code !== null && <CodeField value={code} onChange={setCode} />}
        <p role="alert" className="gate-refusal">
          {refusal}
        </p>
        <button type="submit" className="gate-button" disabled={busy}>
          {t('保存并进入')}
        </button>
      </form>
    </GateCard>
  )
}
