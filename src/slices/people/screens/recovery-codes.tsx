import { App, Button, Modal } from 'antd'
import { useWords } from '#kernel/web/words.ts'

/** Codes for the day the phone is lost, shown once. */
export function RecoveryCodes({ codes, onClose }: { codes: string[] | null; onClose: () => void }) {
  const t = useWords()
  const { message } = App.useApp()
  const copy = async () => {
    // Browsers give pages without HTTPS no clipboard; the text can still be chosen by hand.
    try {
      await navigator.clipboard.writeText((codes ?? []).join('\n'))
      void message.success(t('已复制'))
    } catch {
      void message.info(t('请手工选中恢复码复制'))
    }
  }
  return (
    <Modal
      open={codes !== null}
      title={t('恢复码')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {t('复制')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {t('已抄好或打印')}
        </Button>,
      ]}
    >
      <p>{t('手机丢失或不在身边时，每条恢复码可以代替动态码登录一次。只显示这一次，请抄写或打印后妥善保管。')}</p>
      <ul className="recovery-codes">
        {(codes ?? []).map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
