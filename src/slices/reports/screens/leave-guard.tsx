import { Button, Modal } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '#kernel/web/words.ts'

interface LeaveGuardProps {
  unsaved: () => boolean
  /** Tried first on the way out; true = nothing is left to save. */
  save?: () => Promise<boolean>
}

/** Nobody leaves unsaved words behind without being asked. */
export function LeaveGuard({ unsaved, save }: LeaveGuardProps) {
  const t = useWords()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && unsaved(),
  )
  const blocked = blocker.state === 'blocked'
  const tryToSave = useEffectEvent(() => void save?.().then((done) => done && blocker.proceed?.()))
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault()
  })
  useEffect(() => {
    if (blocked) tryToSave()
  }, [blocked])
  useEffect(() => {
    const listen = (event: BeforeUnloadEvent) => warn(event)
    window.addEventListener('beforeunload', listen)
    return () => window.removeEventListener('beforeunload', listen)
  }, [])
  return (
    <Modal
      open={blocked}
      title={t('还有没保存的修改')}
      onCancel={() => blocker.reset?.()}
      footer={[
        <Button key="leave" danger onClick={() => blocker.proceed?.()}>
          {t('不保存，离开')}
        </Button>,
        <Button key="stay" type="primary" onClick={() => blocker.reset?.()}>
          {t('留在这一页')}
        </Button>,
      ]}
    >
      <p>{t('离开后，这一页上没保存的修改就没有了。')}</p>
    </Modal>
  )
}
