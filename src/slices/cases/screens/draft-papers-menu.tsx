import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { PAPER_LABEL, type PaperKind } from '../paper-schema.ts'

const ABOUT_CASES: readonly PaperKind[] = ['dispatch', 'notice', 'supervise', 'coordinate']

/** Drafts a paper about chosen problems, one for each body it goes to, and goes there to read it. */
export function DraftPapersMenu({ caseIds }: { caseIds: string[] }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const draft = async (kind: string) => {
    setBusy(true)
    try {
      const write = api.post<{ id: string }[]>(community.api('/cases/papers'), { kind, caseIds })
      const made = await save(write, t('已拟稿，还没有发出'))
      void navigate(community.href(made.length === 1 ? `/cases/papers/${made[0]!.id}` : '/cases/papers?state=draft'))
    } catch (cause) {
      void message.error(sentenceOf(cause, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      disabled={caseIds.length === 0}
      menu={{
        items: ABOUT_CASES.map((key) => ({ key, label: t(PAPER_LABEL[key]) })),
        onClick: ({ key }) => void draft(key),
      }}
    >
      <Button loading={busy} disabled={caseIds.length === 0}>
        {t('拟文书')}
      </Button>
    </Dropdown>
  )
}
