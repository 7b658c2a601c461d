import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { api } from '#kernel/web/api.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useMe } from '#kernel/web/use-me.ts'
import { useWords } from '#kernel/web/words.ts'
import { type SessionRow as SessionShape } from '../account-schema.ts'
import { SHORTEST_PASSWORD } from '../password-rules.ts'
import { TotpPanel } from './totp-panel.tsx'

type SessionRow = z.infer<typeof SessionShape>

const LIST = '/api/session/list'

/** One's own account: password, and where one is signed in. */
export default function MyAccountPage() {
  const t = useWords()
  const me = useMe()
  const community = useCommunity()
  const client = useQueryClient()
  const { message } = App.useApp()
  const sessions = useQuery({ queryKey: [LIST], queryFn: () => api.get<SessionRow[]>(LIST) })
  const [round, setRound] = useState(0)
  const { problem, attempt } = useAttempt()
  const leave = (id: string | null) =>
    attempt(async () => {
      await api.delete(id === null ? LIST : `${LIST}/${id}`)
      void message.success(id === null ? t('其他设备已全部退出') : t('已让那台设备退出'))
      await client.invalidateQueries({ queryKey: [LIST] })
    })
  return (
    <>
      <PageHead title={t('我的账号')} />
      <section className="panel panel-form">
        <Facts
          facts={[
            { label: t('姓名'), value: me.data?.account.name },
            { label: t('登录名'), value: me.data?.account.login },
            { label: t('角色'), value: `${community.name} · ${t(community.roleLabel)}` },
          ]}
        />
      </section>
      <section className="panel panel-form">
        <h2>{t('修改密码')}</h2>
        <SchemaForm
          key={round}
          fields={[
            { name: 'current', label: t('当前密码'), type: 'password', required: true },
            {
              name: 'next',
              label: t('新密码'),
              type: 'password',
              fresh: true,
              required: true,
              help: t('至少 {count} 个字符，可用一句容易记住的话。', { count: SHORTEST_PASSWORD }),
            },
            { name: 'again', label: t('再输一次'), type: 'password', fresh: true, required: true },
          ]}
          submitLabel={t('修改密码')}
          onSubmit={async ({ current, next, again }) => {
            if (next !== again) throw unequal(t('两次输入的密码不一致，请重新输入。'))
            await api.post('/api/session/password', { current, next })
            void message.success(t('密码已修改，其他设备已退出登录'))
            setRound(round + 1)
            await client.invalidateQueries({ queryKey: [LIST] })
          }}
        />
      </section>
      <TotpPanel />
      <section className="panel">
        <h2>{t('登录设备')}</h2>
        {(sessions.data?.length ?? 0) > 1 && (
          <p>
            <Button onClick={() => void leave(null)}>{t('让其他设备全部退出')}</Button>
          </p>
        )}
        <ProblemNotice problem={problem ?? sessions.error} />
        <RowsTable<SessionRow>
          caption={t('登录设备')}
          rows={sessions.data ?? []}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'agent',
              title: t('设备'),
              phone: 'title',
              render: (row) => <span className="wrap">{deviceName(row.agent)}</span>,
            },
            { key: 'created', title: t('登录时间'), width: 170, render: (row) => sayInstant(row.createdAt) },
            { key: 'seen', title: t('最近使用'), width: 170, render: (row) => sayInstant(row.seenAt) },
            {
              key: 'acts',
              title: t('操作'),
              width: 130,
              render: (row) =>
                row.current ? (
                  <Tag>{t('本设备')}</Tag>
                ) : (
                  <Button size="small" onClick={() => void leave(row.id)}>
                    {t('让它退出')}
                  </Button>
                ),
            },
          ]}
        />
      </section>
    </>
  )
}

function unequal(message: string): ApiProblem {
  return new ApiProblem({ code: 'password.unequal', status: 400, message, field: 'again' })
}

// Enough to tell one's own machines apart; the whole text of a browser says little to people.
function deviceName(agent: string): string {
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0] ?? ''
  const browser = /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge') ?? ''
  return [system, browser].filter(Boolean).join(' · ') || agent.slice(0, 60) || '—'
}
