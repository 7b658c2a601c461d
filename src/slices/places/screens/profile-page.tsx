import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ProfileFact, ProfileField, RegisterFinding } from '../schema.ts'
import { ProfileForm } from './profile-form.tsx'
import { ProfileHistory } from './profile-history.tsx'

interface Profile {
  fields: ProfileField[]
  facts: ProfileFact[]
}

/** What the community says of itself, and where its own registers say otherwise. */
export default function ProfilePage() {
  const t = useWords()
  const community = useCommunity()
  const path = community.api('/profile')
  const findingsPath = community.api('/registers/findings')
  const profile = useQuery({ queryKey: [path], queryFn: () => api.get<Profile>(path) })
  const findings = useQuery({ queryKey: [findingsPath], queryFn: () => api.get<RegisterFinding[]>(findingsPath) })
  const [editing, setEditing] = useState<ProfileField | null>(null)
  const [looking, setLooking] = useState<ProfileField | null>(null)
  const factOf = (key: string) => profile.data?.facts.find((fact) => fact.key === key)
  const groups = [...new Set(profile.data?.fields.map((field) => field.group) ?? [])]
  const writes = community.can('write', 'registers')
  return (
    <>
      <PageHead title={t('社区概况')} hint={t('面积、户数、人口等基本数据。汇报里的概况数字都取自这里。')} />
      <ProblemNotice problem={profile.error ?? findings.error} retry={() => void profile.refetch()} />
      {!profile.data && !profile.isError && <Loading />}
      {findings.data && findings.data.length > 0 && <Findings findings={findings.data} />}
      {groups.map((group) => (
        <section key={group} className="panel">
          <h2>{group}</h2>
          <RowsTable
            caption={group}
            rows={profile.data!.fields.filter((field) => field.group === group)}
            rowKey={(field) => field.key}
            columns={[
              { key: 'label', title: t('项目'), width: 220, phone: 'title', render: (field) => field.label },
              {
                key: 'value',
                title: t('内容'),
                render: (field) => {
                  const fact = factOf(field.key)
                  if (!fact) return <span className="quiet">{t('未填')}</span>
                  return <span className="number wrap">{fact.text ?? `${fact.value ?? ''}${fact.unit ?? ''}`}</span>
                },
              },
              { key: 'from', title: t('自何日起'), width: 140, render: (field) => factOf(field.key)?.validFrom ?? '—' },
              {
                key: 'acts',
                title: t('操作'),
                width: 180,
                render: (field) => (
                  <span className="row-acts">
                    {writes && (
                      <Button
                        size="small"
                        aria-label={
                          factOf(field.key)
                            ? t('更正{label}', { label: field.label })
                            : t('填报{label}', { label: field.label })
                        }
                        onClick={() => setEditing(field)}
                      >
                        {factOf(field.key) ? t('更正') : t('填报')}
                      </Button>
                    )}
                    {factOf(field.key) && (
                      <Button
                        size="small"
                        type="text"
                        aria-label={t('{label}的历史', { label: field.label })}
                        onClick={() => setLooking(field)}
                      >
                        {t('历史')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        </section>
      ))}
      <ProfileForm field={editing} fact={editing ? factOf(editing.key) : undefined} onClose={() => setEditing(null)} />
      <ProfileHistory
        field={looking}
        factId={looking ? factOf(looking.key)?.id : undefined}
        onClose={() => setLooking(null)}
      />
    </>
  )
}

function Findings({ findings }: { findings: RegisterFinding[] }) {
  const t = useWords()
  const community = useCommunity()
  return (
    <Alert
      className="problem-notice"
      type="warning"
      showIcon
      title={t('有 {count} 处前后不一致，请核对', { count: findings.length })}
      description={
        <ul className="plain-list">
          {findings.map((finding) => (
            <li key={`${finding.code}${finding.key}`}>
              <p>{finding.message}</p>
              <p className="line">
                {finding.sources.map((source) => (
                  <span key={source.label}>
                    {source.label}：<strong className="number">{`${source.value}${source.unit}`}</strong>
                    {source.placeIds.length === 1 && (
                      <>
                        {' '}
                        <Link to={community.href(`/places/${source.placeIds[0]}`)}>{t('查看')}</Link>
                      </>
                    )}
                  </span>
                ))}
              </p>
            </li>
          ))}
        </ul>
      }
    />
  )
}
