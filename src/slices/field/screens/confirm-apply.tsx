import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useWords } from '#kernel/web/words.ts'

interface ConfirmApplyProps {
  open: boolean
  title: string
  children: ReactNode
  onSubmit: () => Promise<void>
  onClose: () => void
}

/** Says what will happen before it does; what went wrong is said in the same place. */
export function ConfirmApply({ open, title, children, onSubmit, onClose }: ConfirmApplyProps) {
  const t = useWords()
  const { busy, problem, attempt } = useAttempt()
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      okButtonProps={{ loading: busy }}
      cancelText={t('取消')}
      onOk={() => void attempt(onSubmit)}
      onCancel={onClose}
      destroyOnHidden
    >
      {children}
      <ProblemNotice problem={problem} />
    </Modal>
  )
}
