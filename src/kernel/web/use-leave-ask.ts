import { App } from 'antd'
import { useCallback, useRef } from 'react'
import { useWords } from './words.ts'

/** Closing a form that somebody has typed into asks first; `changed` is called at every change, `kept` once saved. */
export function useLeaveAsk(onClose: () => void): { changed: () => void; kept: () => void; leave: () => void } {
  const t = useWords()
  const { modal } = App.useApp()
  const touched = useRef(false)
  const changed = useCallback(() => {
    touched.current = true
  }, [])
  const kept = useCallback(() => {
    touched.current = false
  }, [])
  const leave = () => {
    const close = () => {
      touched.current = false
      onClose()
    }
    if (!touched.current) return close()
    modal.confirm({
      title: t('填写的内容还没有保存'),
      content: t('关闭后这些内容就没有了。'),
      okText: t('放弃内容'),
      okButtonProps: { danger: true },
      cancelText: t('继续填写'),
      autoFocusButton: 'cancel',
      onOk: close,
    })
  }
  return { changed, kept, leave }
}
