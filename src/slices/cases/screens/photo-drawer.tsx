import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useLeaveAsk } from '#kernel/web/use-leave-ask.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { NewPhoto } from '#slices/ledger/screens/photo-input.tsx'
import type { CaseFull } from '../view-schema.ts'
import { CasePhotoInput } from './case-photo-input.tsx'
import { type SentPhotos, sendCasePhotos } from './send-case-photos.ts'
import { UnsentNotice } from './unsent-notice.tsx'

interface PhotoDrawerProps {
  row: CaseFull
  open: boolean
  onClose: () => void
}

/** Photos added to a problem without a step. */
export function PhotoDrawer({ row, open, onClose }: PhotoDrawerProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [photos, setPhotos] = useState<NewPhoto[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [unsent, setUnsent] = useState<SentPhotos['unsent']>([])
  const { changed, kept, leave } = useLeaveAsk(() => {
    setPhotos([])
    setUnsent([])
    onClose()
  })
  const send = async () => {
    setSent(0)
    const result = await sendCasePhotos(community.api(`/cases/${row.id}/photos`), photos, setSent)
    setSent(null)
    setUnsent(result.unsent)
    setPhotos(result.unsent.map(({ photo }) => photo))
    if (result.version !== null) await save(Promise.resolve(), t('照片已传上'))
    if (result.unsent.length > 0) return
    kept()
    onClose()
  }
  return (
    <Drawer title={t('补照片')} open={open} onClose={leave} size="min(560px, 100vw)" mask={{ closable: false }}>
      <CasePhotoInput
        photos={photos}
        standing={row.photoList.length}
        role={row.dueAt === null ? 'scene' : 'after'}
        sent={sent}
        onChange={(next) => {
          setPhotos(next)
          changed()
        }}
      />
      <UnsentNotice unsent={unsent} />
      <div className="row-acts">
        <Button type="primary" disabled={photos.length === 0} loading={sent !== null} onClick={() => void send()}>
          {unsent.length > 0 ? t('重传照片') : t('传上')}
        </Button>
        <Button onClick={leave}>{t('取消')}</Button>
      </div>
    </Drawer>
  )
}
