import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportFull } from '../schema.ts'
import { StepDialog } from './step-dialog.tsx'

interface StepButtonsProps {
  report: ReportFull
  /** Saves what is unsaved; false: it could not, and says so itself. */
  before: () => Promise<boolean>
  /** The version that holds after it. */
  version: () => number
}

/** 提交审核, 退回, 定稿, 作废: what this person may do with the report now. */
export function StepButtons({ report, before, version }: StepButtonsProps) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const [open, setOpen] = useState<'submit' | 'issue' | 'return' | 'withdraw' | null>(null)
  const { may } = report
  const close = () => setOpen(null)
  const start = async (step: NonNullable<typeof open>) => {
    if (await before()) setOpen(step)
  }
  const step = (name: string, body: Record<string, string>, said: string) =>
    save(api.post(community.api(`/reports/${report.id}/${name}`), { version: version(), ...body }), said)
  return (
    <>
      {may.withdraw && (
        <Button danger type="text" onClick={() => void start('withdraw')}>
          {t('作废')}
        </Button>
      )}
      {may.return && <Button onClick={() => void start('return')}>{t('退回修改')}</Button>}
      {may.submit && (
        <Button type="primary" onClick={() => void start('submit')}>
          {t('提交审核')}
        </Button>
      )}
      {may.issue && (
        <Button type="primary" onClick={() => void start('issue')}>
          {t('定稿')}
        </Button>
      )}
      {(open === 'submit' || open === 'issue') && (
        <StepDialog
          step={open}
          reportId={report.id}
          onClose={close}
          onConfirm={() => step(open, {}, open === 'issue' ? t('已定稿') : t('已提交，等待书记审核'))}
        />
      )}
      <ConfirmWithReason
        open={open === 'return'}
        title={t('退回修改')}
        submitLabel={t('退回')}
        onClose={close}
        onSubmit={async (note) => {
          await step('return', { note }, t('已退回'))
        }}
      >
        <p>{t('退回后回到拟稿。请写明要改什么，起草人打开汇报就能看到。')}</p>
      </ConfirmWithReason>
      <ConfirmWithReason
        open={open === 'withdraw'}
        title={t('作废这份汇报')}
        submitLabel={t('作废')}
        danger
        onClose={close}
        onSubmit={async (reason) => {
          await step('withdraw', { reason }, t('已作废'))
          await navigate(community.href('/reports'))
        }}
      >
        <p>{t('作废后不能再改，也不能恢复。台账记录不受影响。')}</p>
      </ConfirmWithReason>
    </>
  )
}
