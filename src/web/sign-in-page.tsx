import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import type { Me } from '#kernel/web/me.ts'
import { ME_KEY } from '#kernel/web/use-me.ts'
import { setLanguage, useWords } from '#kernel/web/words.ts'
import { CodeField } from './code-field.tsx'
import { GateCard } from './gate-card.tsx'
import { GateField } from './gate-field.tsx'
import { pathWithin } from './path-within.ts'

export function SignInPage() {
  const t = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  // Asked for only once the server says that this account has one.
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefusal('')
    const next = pathWithin(search.get('next'))
    // The phone's app is a page of its own, not one of the office's.
    const onPhone = /^\/m(\/|$)/.test(next)
    try {
      const second = code === null ? {} : { code }
      const me = await api.post<Me>('/api/session', { login: login.trim(), password, onPhone, ...second })
      // Nothing of whoever sat here before may show.
      client.clear()
      client.setQueryData(ME_KEY, me)
      await setLanguage(me.account.language).catch(() => {})
      if (onPhone) window.location.replace(next)
      else await navigate(next, { replace: true })
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.code.startsWith('sign-in.code')) setCode('')
      setRefusal((cause as Error).message)
      setBusy(false)
    }
  }
  return (
    <GateCard title={t('登录')}>
      <form onSubmit={(event) => void submit(event)}>
        <GateField
          label={t('登录名')}
          value={login}
          onChange={setLogin}
          type="text"
          autoComplete="username"
          max={64}
          first
        />
        <GateField
          label={t('密码')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          max={200}
        />
        {code !== null && <CodeField value={code} onChange={setCode} />}
        <p role="alert" className="gate-refusal">
          {refusal}
        </p>
        <button type="submit" className="gate-button" disabled={busy}>
          {busy ? t('正在登录…') : t('登录')}
        </button>
      </form>
      <p className="gate-small">{t('没有账号或忘记密码：请本社区管理员发一个一次性登录链接。')}</p>
    </GateCard>
  )
}
