import { Modal } from 'antd'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useWords } from '#kernel/web/words.ts'

interface TotpProofProps {
  title: string
  open: boolean
  danger: boolean
  onClose: () => void
  onSubmit: (proof: { password: string; code: string }) => Promise<void>
}

/** Whoever changes how an account signs in shows once more that they are its owner. */
export function TotpProof({ title, open, danger, onClose, onSubmit }: TotpProofProps) {
  const t = useWords()
  return (
    <Modal open={open} title={title} onCancel={onClose} footer={null} mask={{ closable: false }} destroyOnHidden>
      {danger && <p>{t('关闭后只凭密码就能登录，恢复码同时作废，其他设备会退出登录。')}</p>}
      <SchemaForm
        fields={[
          { name: 'password', label: t('当前密码'), type: 'password', required: true },
          { name: 'code', label: t('动态码或恢复码'), type: 'text', required: true, max: 40 },
        ]}
        submitLabel={title}
        onCancel={onClose}
        onSubmit={({ password, code }) => onSubmit({ password: String(password), code: String(code) })}
      />
    </Modal>
  )
}
