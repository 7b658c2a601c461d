import { api } from '#kernel/web/api.ts'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ProfileFact, ProfileFactDraft, ProfileField } from '../schema.ts'

interface ProfileFormProps {
  /** Null: closed. */
  field: ProfileField | null
  fact: ProfileFact | undefined
  onClose: () => void
}

/** States one fact from a day on. The same day corrects what was stated; a later day keeps it for the time before. */
export function ProfileForm({ field, fact, onClose }: ProfileFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const fields: FieldSpec[] = [
    field?.type === 'number'
      ? {
          name: 'value',
          label: field.label,
          type: 'number',
          required: true,
          ...(field.unit ? { unit: field.unit } : {}),
          ...(field.integer ? { integer: true } : {}),
        }
      : { name: 'text', label: field?.label ?? '', type: 'text', required: true, max: 200 },
    {
      name: 'validFrom',
      label: t('自何日起'),
      type: 'day',
      required: true,
      help: t('情况变了就填变化的日期，原来的数保留到前一天；原来填错了就保持日期不变'),
    },
    {
      name: 'reason',
      label: t('原因'),
      type: 'text',
      required: fact !== undefined,
      max: 200,
      when: () => fact !== undefined,
    },
  ]
  return (
    <FormDrawer
      title={t('填报{label}', { label: field?.label ?? '' })}
      open={field !== null}
      onClose={onClose}
      fields={fields}
      initial={{
        value: fact?.value ?? null,
        text: fact?.text ?? '',
        validFrom: fact?.validFrom ?? `${today().slice(0, 4)}-01-01`,
        reason: '',
      }}
      onSubmit={async (values) => {
        const same = fact !== undefined && fact.validFrom === values.validFrom
        const item: ProfileFactDraft = {
          key: field!.key,
          validFrom: String(values.validFrom),
          ...(field!.type === 'number'
            ? { value: String(values.value), ...(field!.unit ? { unit: field!.unit } : {}) }
            : { text: String(values.text) }),
          ...(values.reason ? { reason: String(values.reason) } : {}),
          ...(same ? { version: fact.version } : {}),
        }
        await save(api.post(community.api('/profile'), { items: [item] }), t('已保存'))
        onClose()
      }}
    />
  )
}
