import { Drawer } from 'antd'
import { HistoryPanel } from '#kernel/web/history-panel.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ProfileField } from '../schema.ts'

interface ProfileHistoryProps {
  field: ProfileField | null
  factId: string | undefined
  onClose: () => void
}

export function ProfileHistory({ field, factId, onClose }: ProfileHistoryProps) {
  const t = useWords()
  const community = useCommunity()
  return (
    <Drawer
      title={t('{label}的修改历史', { label: field?.label ?? '' })}
      open={field !== null && factId !== undefined}
      onClose={onClose}
      size="min(520px, 100vw)"
    >
      {factId !== undefined && (
        <HistoryPanel
          path={community.api(`/profile/${factId}/history`)}
          labels={{ value: t('数值'), unit: t('单位'), text: t('内容'), validFrom: t('自何日起') }}
        />
      )}
    </Drawer>
  )
}
