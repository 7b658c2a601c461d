import { useNavigate } from 'react-router'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { OutlineFull, OutlineSummary } from '../../schema.ts'

/** 另存一份: an outline of one's own, beginning with the words of another. */
export function CopyDrawer({ outline, onClose }: { outline: OutlineSummary | null; onClose: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  return (
    <FormDrawer
      title={t('另存一份提纲')}
      open={outline !== null}
      onClose={onClose}
      submitLabel={t('另存')}
      initial={{ name: outline ? t('{name}（本社区）', { name: outline.name }) : '' }}
      fields={[
        { name: 'name', label: t('名称'), type: 'text', required: true, max: 60, help: t('起草汇报时按这个名称选') },
      ]}
      onSubmit={async ({ name }) => {
        const from = await api.get<OutlineFull>(community.api(`/outlines/${outline!.code}`))
        const code = `own-${newId().slice(-12)}`
        const body = { name, period: from.period, source: from.source, version: 0 }
        await save(api.put(community.api(`/outlines/${code}`), body), t('已保存'))
        onClose()
        await navigate(community.href(`/outlines/${code}`))
      }}
    />
  )
}
