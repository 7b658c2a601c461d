import { Modal, QRCode } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { TotpStart } from '../account-schema.ts'

interface TotpEnrolProps {
  open: boolean
  onClose: () => void
  /** With the recovery codes, which are shown once. */
  onDone: (codes: string[]) => void
}

/** Turning one-time codes on: the password, then a picture to scan, then a first code that proves the phone has it. */
export function TotpEnrol({ open, onClose, onDone }: TotpEnrolProps) {
  const t = useWords()
  const [start, setStart] = useState<TotpStart | null>(null)
  const close = () => {
    setStart(null)
    onClose()
  }
  return (
    <Modal
      open={open}
      title={t('开启动态码登录')}
      onCancel={close}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {start === null ? (
        <SchemaForm
          key="password"
          fields={[{ name: 'password', label: t('当前密码'), type: 'password', required: true }]}
          submitLabel={t('下一步')}
          onCancel={close}
          onSubmit={async ({ password }) => setStart(await api.post<TotpStart>('/api/session/totp', { password }))}
        />
      ) : (
        <>
          <ol className="plain-steps">
            <li>
              {t('在手机上打开验证器（身份验证器、Authenticator 一类的应用），选“添加账号”，扫描下面的二维码。')}
              <QRCode
                className="totp-picture"
                value={start.uri}
                type="svg"
                size={200}
                bordered={false}
                aria-label={t('验证器扫描用的二维码')}
              />
            </li>
            <li>
              {t('不能扫码时，选“手动输入”，输入这串密钥：')}
              <code className="totp-secret">{start.secret.match(/.{1,4}/g)!.join(' ')}</code>
            </li>
          </ol>
          <SchemaForm
            key="code"
            fields={[
              {
                name: 'code',
                label: t('验证器上的 6 位动态码'),
                type: 'text',
                required: true,
                max: 10,
                help: t('每 30 秒换一个；输入当前显示的那个'),
              },
            ]}
            submitLabel={t('开启')}
            onCancel={close}
            onSubmit={async ({ code }) => {
              const { codes } = await api.post<{ codes: string[] }>('/api/session/totp/confirm', { code })
              setStart(null)
              onDone(codes)
            }}
          />
        </>
      )}
    </Modal>
  )
}
