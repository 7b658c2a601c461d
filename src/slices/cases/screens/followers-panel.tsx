import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CaseFull } from '../view-schema.ts'
import type { Follower } from '../snap-schema.ts'

/** Residents who reported or joined: how to reach them, and whether they found it fixed. Only for those who may know. */
export function FollowersPanel({ row }: { row: CaseFull }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { problem, attempt } = useAttempt()
  const [erasing, setErasing] = useState(false)
  const shown = community.can('read', 'personal') && (row.source === 'resident' || row.joins > 0)
  const followers = useOne<Follower[]>(`/cases/${row.id}/followers`, { enabled: shown })
  if (!shown || (followers.data?.length ?? 0) === 0) return null
  const all = followers.data ?? []
  const refused = all.filter(({ said }) => said === 'not-fixed').length
  const ended = row.state === 'closed' || row.state === 'kept'
  const openAgain = () =>
    attempt(async () => {
      const opened = await save(
        api.post<{ id: string }>(community.api(`/cases/${row.id}/open-again`)),
        t('已重新立了一件'),
      )
      await navigate(community.href(`/cases/${opened.id}`))
    })
  const erase = () => {
    setErasing(false)
    return attempt(() => save(api.post(community.api(`/cases/${row.id}/followers/erase`)), t('联系方式已删去')))
  }
  return (
    <section className="panel">
      <h2>{t('居民')}</h2>
      {refused > 0 && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={t('{count} 位居民说没有整改好。', { count: refused })}
          action={
            ended && row.relapsedInto === null && community.can('issue', 'cases') ? (
              <Button onClick={() => void openAgain()}>{t('重新立一件')}</Button>
            ) : undefined
          }
        />
      )}
      <ProblemNotice problem={problem} />
      <ul className="plain-list">
        {all.map((one) => (
          <li key={one.at + one.contact} className="notice-line">
            <span>
              {sayInstant(one.at)}
              <span className="tight">{one.contact || t('没有留联系方式')}</span>
            </span>
            <span>
              {one.said === 'fixed' ? t('说整改好了') : one.said === 'not-fixed' ? t('说没整改好') : t('还没有评价')}
            </span>
          </li>
        ))}
      </ul>
      {community.can('write', 'personal') && all.some(({ contact }) => contact !== '') && (
        <Button danger onClick={() => setErasing(true)}>
          {t('删去联系方式')}
        </Button>
      )}
      <Modal
        open={erasing}
        title={t('删去居民的联系方式')}
        okText={t('永久删去')}
        okButtonProps={{ danger: true }}
        cancelText={t('取消')}
        onOk={() => void erase()}
        onCancel={() => setErasing(false)}
        destroyOnHidden
      >
        {t('这个问题下居民留的联系方式会永久删去，不能恢复；问题本身和办理过程不变。')}
      </Modal>
    </section>
  )
}
