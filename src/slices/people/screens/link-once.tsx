import { App, Button, Input, Modal } from 'antd'
import { useId } from 'react'
import { useWords } from '#kernel/web/words.ts'

/** A one-time link, shown once: it is kept nowhere in the clear. */
export function LinkOnce({ link, onClose }: { link: { name: string; address: string } | null; onClose: () => void }) {
  const t = useWords()
  const id = useId()
  const { message } = App.useApp()
  const copy = async () => {
    // Browsers give pages without HTTPS no clipboard; the text can still be chosen by hand.
    try {
      await navigator.clipboard.writeText(link!.address)
      void message.success(t('已复制'))
    } catch {
      void message.info(t('请手工选中链接复制'))
    }
  }
  return (
    <Modal
      open={link !== null}
      title={t('{name}的一次性登录链接', { name: link?.name ?? '' })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" type="primary" onClick={() => void copy()}>
          {t('复制链接')}
        </Button>,
        <Button key="close" onClick={onClose}>
          {t('关闭')}
        </Button>,
      ]}
    >
      <label htmlFor={id} className="field-label">
        {t('只显示这一次，7 天内有效，用过即作废。请单独发给本人，不要发在群里。')}
      </label>
      <Input.TextArea
        id={id}
        readOnly
        autoSize
        value={link?.address ?? ''}
        onFocus={(event) => event.target.select()}
      />
    </Modal>
  )
}
