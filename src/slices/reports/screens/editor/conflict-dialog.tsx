import { Button, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice, sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportFull, ReportSaved } from '../../schema.ts'
import type { Draft } from './draft-saver.ts'

interface ConflictDialogProps {
  report: ReportFull
  problem: unknown
  /** What stands in this window. */
  read: () => Draft
  onReload: () => void
}

/** Somebody else saved this report meanwhile. Nothing is lost without being asked: one's own text can be kept as a copy. */
export function ConflictDialog({ report, problem, read, onReload }: ConflictDialogProps) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { busy, problem: failed, attempt } = useAttempt()
  const keep = () =>
    attempt(async () => {
      const { title, doc } = read()
      const { from, to } = report
      const name = t('{title}（副本）', { title: title.replace(/（副本）$/, '').slice(0, 110) })
      const path = community.api('/reports')
      const made = await api.post<ReportSaved>(path, { outline: report.outline ?? 'annual', from, to, title: name })
      await save(api.put(`${path}/${made.id}`, { title: name, doc, version: made.version }), t('已另存为副本'))
      onReload()
      await navigate(community.href(`/reports/${made.id}`))
    })
  return (
    <Modal
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={t('这份汇报刚被别人改过')}
      footer={[
        <Button key="keep" loading={busy} onClick={() => void keep()}>
          {t('把我的另存为副本')}
        </Button>,
        <Button key="reload" type="primary" onClick={onReload}>
          {t('放弃我的，载入最新')}
        </Button>,
      ]}
    >
      <p>{sentenceOf(problem, t)}</p>
      <p>{t('您这里还有没存上的修改。可以另存为一份副本，再对照着补进去；或放弃这些修改，载入最新的一版。')}</p>
      <ProblemNotice problem={failed} />
    </Modal>
  )
}
