import { Button, Tag } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { ROLE_LABEL } from '#kernel/reader.ts'
import type { AccountRow } from '../account-schema.ts'
import { AccountForm } from './account-form.tsx'
import { LinkOnce } from './link-once.tsx'
import { RoleSpan } from './role-span.tsx'

/** Who may sign in to this community, and as what. */
export default function AccountsPage() {
  const t = useWords()
  const community = useCommunity()
  const accounts = useOne<AccountRow[]>('/accounts')
  const [editing, setEditing] = useState<AccountRow | 'new' | null>(null)
  const [link, setLink] = useState<{ name: string; address: string } | null>(null)
  const { problem, attempt } = useAttempt()
  const writes = community.can('write', 'accounts')
  const giveLink = (id: string, name: string) =>
    attempt(async () => {
      const { path } = await api.post<{ path: string }>(community.api(`/accounts/${id}/link`))
      setLink({ name, address: new URL(path, window.location.origin).href })
    })
  return (
    <>
      <PageHead
        title={t('账号和角色')}
        hint={t('新账号没有密码：把一次性登录链接发给本人，由本人打开并设置密码。')}
        back={community.level ? undefined : { href: community.href('/settings'), label: t('设置') }}
        actions={
          writes && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('新增账号')}
            </Button>
          )
        }
      />
      <ProblemNotice problem={problem ?? accounts.error} retry={() => void accounts.refetch()} />
      {accounts.isLoading && <Loading />}
      {accounts.data && (
        <section className="panel">
          {accounts.data.length === 0 && (
            <EmptyHint what={t('还没有自己的账号')} todo={t('点“新增账号”，给每位使用的人一个自己的账号。')} />
          )}
          {accounts.data.length > 0 && (
            <RowsTable<AccountRow>
              caption={t('账号和角色')}
              rows={accounts.data}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', title: t('姓名'), phone: 'title', render: (row) => row.name },
                { key: 'login', title: t('登录名'), render: (row) => row.login },
                { key: 'role', title: t('角色'), render: (row) => (row.role ? t(ROLE_LABEL[row.role]) : '—') },
                { key: 'span', title: t('起止'), width: 230, render: (row) => <RoleSpan row={row} /> },
                {
                  key: 'status',
                  title: t('状态'),
                  render: (row) =>
                    row.status === 'disabled' ? (
                      <Tag>{t('已停用')}</Tag>
                    ) : row.home === false ? (
                      <Tag>{t('外单位账号')}</Tag>
                    ) : row.hasPassword === false ? (
                      <Tag>{t('待设密码')}</Tag>
                    ) : (
                      t('可登录')
                    ),
                },
                {
                  key: 'acts',
                  title: t('操作'),
                  width: 240,
                  render: (row) =>
                    writes && (
                      <span className="row-acts">
                        <Button
                          size="small"
                          aria-label={t('修改{name}', { name: row.name })}
                          onClick={() => setEditing(row)}
                        >
                          {t('修改')}
                        </Button>
                        {row.status === 'active' && row.home && (
                          <Button
                            size="small"
                            aria-label={t('发登录链接给{name}', { name: row.name })}
                            onClick={() => void giveLink(row.id, row.name)}
                          >
                            {t('发登录链接')}
                          </Button>
                        )}
                      </span>
                    ),
                },
              ]}
            />
          )}
        </section>
      )}
      <AccountForm
        open={editing !== null}
        account={editing === 'new' || editing === null ? undefined : editing}
        onClose={() => setEditing(null)}
        onMade={(id, name) => void giveLink(id, name)}
      />
      <LinkOnce link={link} onClose={() => setLink(null)} />
    </>
  )
}
