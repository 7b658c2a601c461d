import { Alert, Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PhotosAway } from '#kernel/web/photos-away.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { EntryOne } from '../schema.ts'
import { EntryFacts } from './entry-facts.tsx'
import { EntryForm } from './entry-form.tsx'
import { EntryHistory } from './entry-history.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { sayWhere } from './say-entry.ts'
import { useKinds } from './use-kinds.ts'

interface EntryDrawerProps {
  /** Null: closed. */
  entryId: string | null
  onClose: () => void
}

/** One record with everything about it: what it holds, its photos, and what became of it. */
export function EntryDrawer({ entryId, onClose }: EntryDrawerProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [open, setOpen] = useState<'correct' | 'withdraw' | null>(null)
  const { kinds } = useKinds()
  const answer = useOne<EntryOne>(`/entries/${entryId}`, { enabled: entryId !== null })
  const row = entryId === null ? undefined : answer.data
  const writes = row !== undefined && row.state === 'live' && community.can('write', 'ledger')
  return (
    <Drawer
      title={row ? row.kindLabel : t('台账记录')}
      open={entryId !== null}
      onClose={onClose}
      size="min(640px, 100vw)"
      extra={
        writes && (
          <Space>
            <Button danger onClick={() => setOpen('withdraw')}>
              {t('撤回')}
            </Button>
            <Button type="primary" onClick={() => setOpen('correct')}>
              {t('更正')}
            </Button>
          </Space>
        )
      }
    >
      {answer.isError && <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />}
      {!row && !answer.isError && <Loading rows={6} />}
      {row && (
        <>
          {row.state === 'withdrawn' && (
            <Alert className="problem-notice" type="warning" showIcon title={t('这条记录已撤回，不计入任何数字。')} />
          )}
          <EntryFacts row={row} kind={kinds.find((kind) => kind.code === row.kind)} />
          {(row.photos.length > 0 || row.photosAway > 0) && (
            <>
              <h3 className="form-group">{t('照片')}</h3>
              <PhotosAway count={row.photosAway} />
              <PhotoStrip
                entryId={row.id}
                photos={row.photos}
                stamp={{ facts: row.photoFacts, place: sayWhere(row, true) }}
              />
            </>
          )}
          <h3 className="form-group">{t('修改历史')}</h3>
          <EntryHistory entryId={row.id} />
          <EntryForm open={open === 'correct'} row={row} onClose={() => setOpen(null)} />
          <ConfirmWithReason
            open={open === 'withdraw'}
            title={t('撤回这条记录')}
            submitLabel={t('撤回')}
            danger
            onClose={() => setOpen(null)}
            onSubmit={async (reason) => {
              await save(api.post(community.api(`/entries/${row.id}/withdraw`), { reason }), t('已撤回'))
            }}
          >
            <p>{t('撤回后不再计入任何数字，不能恢复；记录和修改历史仍可查看。')}</p>
          </ConfirmWithReason>
        </>
      )}
    </Drawer>
  )
}
