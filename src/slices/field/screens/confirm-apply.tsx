import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
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
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await onSubmit()
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      okButtonProps={{ loading: busy }}
      cancelText={t('取消')}
      onOk={() => void submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {children}
      <ProblemNotice problem={problem} />
    </Modal>
  )
}
