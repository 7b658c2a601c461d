import { useSave } from './use-save.ts'
import { api } from './api.ts'
import type { Day } from '#kernel/days.ts'
import { FormDrawer } from './form-drawer.tsx'
import { today } from './period.ts'
import { useWords } from './words.ts'

interface EndFormProps {
  title: string
  open: boolean
  onClose: () => void
  /** Full API path that takes { validTo, reason, version }. */
  path: string
  version: number
  validFrom: Day
  dayLabel: string
  submitLabel: string
  help?: string
}

/** The last day of something that stood, and why: a place closed, a duty ended, a board taken down. */
export function EndForm({ title, open, onClose, path, version, validFrom, dayLabel, submitLabel, help }: EndFormProps) {
  const t = useWords()
  const save = useSave()
  return (
    <FormDrawer
      title={title}
      open={open}
      onClose={onClose}
      submitLabel={submitLabel}
      fields={[
        { name: 'validTo', label: dayLabel, type: 'day', required: true, min: validFrom, ...(help ? { help } : {}) },
        { name: 'reason', label: t('原因'), type: 'text', required: true, max: 200, help: t('会留在修改历史里') },
      ]}
      initial={{ validTo: today(), reason: '' }}
      onSubmit={async ({ validTo, reason }) => {
        await save(api.post(path, { validTo, reason, version }), t('已保存'))
        onClose()
      }}
    />
  )
}
