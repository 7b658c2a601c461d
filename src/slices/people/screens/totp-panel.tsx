import './people.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { ME_KEY } from '#kernel/web/use-me.ts'
import { useWords } from '#kernel/web/words.ts'
import type { TotpState } from '../account-schema.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TotpEnrol } from './totp-enrol.tsx'
import { TotpProof } from './totp-proof.tsx'

const PATH = '/api/session/totp'

/** One's own second step at sign-in: whether it is on, turning it on and off. */
export function TotpPanel() {
  const t = useWords()
  const { totpWish } = useCommunity()
  const client = useQueryClient()
  const state = useQuery({ queryKey: [PATH], queryFn: () => api.get<TotpState>(PATH) })
  const [open, setOpen] = useState<'enrol' | 'off' | 'recovery' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const changed = async () => {
    await client.invalidateQueries({ queryKey: [PATH] })
    await client.invalidateQueries({ queryKey: ME_KEY })
  }
  const on = state.data?.on === true
  return (
    <section className="panel panel-form" id="totp">
      <h2>{t('动态码登录')}</h2>
      <p className="quiet">
        {t('开启后，登录除了密码还要输入手机验证器上的 6 位动态码，密码泄露也进不来。常用的验证器都可以。')}
      </p>
      {!on && totpWish === 'required' && (
        <Alert type="warning" showIcon title={t('本社区要求管理账号的人使用动态码登录，开启之前其他页面打不开。')} />
      )}
      <ProblemNotice problem={state.error} retry={() => void state.refetch()} />
      {state.data && (
        <Facts
          facts={[
            { label: t('状态'), value: on ? t('已开启') : t('没有开启') },
            ...(on && state.data.since ? [{ label: t('开启时间'), value: sayInstant(state.data.since) }] : []),
            ...(on ? [{ label: t('剩余恢复码'), value: t('{count}条', { count: state.data.recoveryLeft }) }] : []),
          ]}
        />
      )}
      {state.data && (
        <Space wrap className="totp-acts">
          {!on && (
            <Button type="primary" onClick={() => setOpen('enrol')}>
              {t('开启动态码登录')}
            </Button>
          )}
          {on && <Button onClick={() => setOpen('recovery')}>{t('换一组恢复码')}</Button>}
          {on && (
            <Button danger onClick={() => setOpen('off')}>
              {t('关闭动态码登录')}
            </Button>
          )}
        </Space>
      )}
      <TotpEnrol
        open={open === 'enrol'}
        onClose={() => setOpen(null)}
        onDone={(made) => {
          setOpen(null)
          setCodes(made)
        }}
      />
      <TotpProof
        title={open === 'off' ? t('关闭动态码登录') : t('换一组恢复码')}
        open={open === 'off' || open === 'recovery'}
        danger={open === 'off'}
        onClose={() => setOpen(null)}
        onSubmit={async (proof) => {
          const made = await api.post<{ codes?: string[] }>(`${PATH}/${open}`, proof)
          setOpen(null)
          if (made.codes) setCodes(made.codes)
          await changed()
        }}
      />
      <RecoveryCodes
        codes={codes}
        onClose={() => {
          setCodes(null)
          void changed()
        }}
      />
    </section>
  )
}
