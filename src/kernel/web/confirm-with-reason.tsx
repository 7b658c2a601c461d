import { Input, Modal } from 'antd'
import { useId, useRef, useState, type ComponentRef, type ReactNode } from 'react'
import { ProblemNotice } from './problem-notice.tsx'
import { useAttempt } from './use-attempt.ts'
import { useWords } from './words.ts'

export interface ConfirmWithReasonProps {
  open: boolean
  title: string
  /** What will happen. */
  children?: ReactNode
  submitLabel: string
  danger?: boolean
  onSubmit: (reason: string) => Promise<void>
  onClose: () => void
}

/** Asks why before something recorded is changed: the reason stands in the history for good. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { open, title, children, submitLabel, danger = false, onSubmit, onClose } = props
  const t = useWords()
  const id = useId()
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null)
  const [reason, setReason] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const submit = () =>
    attempt(async () => {
      await onSubmit(reason.trim())
      setReason('')
      onClose()
    })
  return (
    <Modal
      open={open}
      title={title}
      okText={submitLabel}
      okButtonProps={{ danger, disabled: reason.trim() === '', loading: busy }}
      cancelText={t('取消')}
      onOk={() => void submit()}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && box.current?.focus()}
      destroyOnHidden
    >
      {children}
      <label htmlFor={id} className="field-label">
        {t('原因（必填，会留在修改历史里）')}
      </label>
      <Input.TextArea
        id={id}
        ref={box}
        value={reason}
        maxLength={200}
        showCount
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNotice problem={problem} />
    </Modal>
  )
}
