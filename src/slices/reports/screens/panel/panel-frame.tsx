import { CloseOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { useWords } from '#kernel/web/words.ts'

interface SidePanelProps {
  title: string
  /** Opened from the keyboard: the panel takes the focus; who opened it gives it back. */
  takeFocus: boolean
  onClose: () => void
  children: ReactNode
}

/** What a number opens: beside the page where there is room (`wide`), else over it. Esc closes it. */
export function PanelFrame({ wide, ...panel }: SidePanelProps & { wide: boolean }) {
  if (wide) return <SidePanel {...panel} />
  return (
    <Drawer open title={panel.title} onClose={panel.onClose} size="min(560px, 100vw)">
      {panel.children}
    </Drawer>
  )
}

function SidePanel({ title, takeFocus, onClose, children }: SidePanelProps) {
  const t = useWords()
  const frame = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (takeFocus) heading.current?.focus({ preventScroll: true })
  }, [takeFocus])
  // Listened to on the element itself: a record opened from here stands elsewhere in the page, and closes by itself.
  useEffect(() => {
    const at = frame.current
    const listen = (event: KeyboardEvent) => {
      const list = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
      if (event.key === 'Escape' && !list) close()
    }
    at?.addEventListener('keydown', listen)
    return () => at?.removeEventListener('keydown', listen)
  }, [])
  return (
    <section ref={frame} className="panel side-panel" aria-label={title}>
      <div className="side-panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button type="text" aria-label={t('关闭')} icon={<CloseOutlined aria-hidden />} onClick={onClose} />
      </div>
      {children}
    </section>
  )
}
