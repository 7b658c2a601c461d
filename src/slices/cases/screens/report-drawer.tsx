import { Drawer } from 'antd'
import { useLeaveAsk } from '#kernel/web/use-leave-ask.ts'
import { useWords } from '#kernel/web/words.ts'
import { ReportForm } from './report-form.tsx'

interface ReportDrawerProps {
  open: boolean
  onClose: () => void
  /** Saved or joined: the problem to look at. */
  onSaved: (id: string) => void
  placeId?: string
}

/** 上报问题, beside the list. Closing asks first where something was typed. */
export function ReportDrawer({ open, onClose, onSaved, placeId }: ReportDrawerProps) {
  const t = useWords()
  const { changed, kept, leave } = useLeaveAsk(onClose)
  return (
    <Drawer
      title={t('上报问题')}
      open={open}
      onClose={leave}
      size="min(760px, 100vw)"
      destroyOnHidden
      mask={{ closable: false }}
    >
      {open && (
        <ReportForm
          placeId={placeId}
          onChanged={changed}
          onCancel={leave}
          onSaved={(id) => {
            kept()
            onClose()
            onSaved(id)
          }}
        />
      )}
    </Drawer>
  )
}
