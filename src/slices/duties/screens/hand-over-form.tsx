import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DutyRow } from '../schema.ts'

/** From one holder to the next in one act, so that no day is left without one. */
export function HandOverForm({ open, onClose, duty }: { open: boolean; onClose: () => void; duty: DutyRow }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  return (
    <FormDrawer
      title={t('交接：{role}', { role: `${duty.placeName ?? ''} ${duty.roleLabel}` })}
      open={open}
      onClose={onClose}
      submitLabel={t('办理交接')}
      fields={[
        { name: 'partyId', label: t('接替的单位或人员'), type: 'party', partyKind: duty.partyKind, required: true },
        {
          name: 'day',
          label: t('接替的第一天'),
          type: 'day',
          required: true,
          min: duty.validFrom,
          help: t('{name}负责到前一天为止', { name: duty.partyName }),
        },
        { name: 'reason', label: t('原因'), type: 'text', required: true, max: 200, help: t('会留在修改历史里') },
        { name: 'note', label: t('备注'), type: 'text', max: 200 },
      ]}
      initial={{ day: today(), reason: '' }}
      onSubmit={async ({ partyId, day, reason, note }) => {
        const body = { partyId, day, reason, version: duty.version, ...(note ? { note } : {}) }
        await save(api.post(community.api(`/duties/${duty.id}/hand-over`), body), t('已交接'))
        onClose()
      }}
    />
  )
}
