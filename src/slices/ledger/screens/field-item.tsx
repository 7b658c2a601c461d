import { Checkbox, Input, Select } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import { PARTY_KIND_LABEL, PARTY_KINDS } from '#slices/people/schema.ts'
import { isPartyField } from '../rules.ts'
import { FIELD_TYPE_LABEL, FIELD_TYPES, type FieldDef, type FieldType } from '../kind-schema.ts'

interface FieldItemProps {
  field: FieldDef
  onChange: (patch: Partial<FieldDef>) => void
  /** No record holds it yet, so its type may still change. */
  fresh: boolean
  at: number
}

/** One field of a kind: what it is called and how it is filled in. */
export function FieldItem({ field, onChange, fresh, at }: FieldItemProps) {
  const t = useWords()
  const number = at + 1
  return (
    <>
      <Input
        className="item-name"
        value={field.label}
        maxLength={40}
        placeholder={t('名称')}
        aria-label={t('第{at}项内容的名称', { at: number })}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <Select<FieldType>
        className="item-type"
        value={field.type}
        disabled={!fresh}
        popupMatchSelectWidth={false}
        aria-label={t('第{at}项内容怎么填', { at: number })}
        options={FIELD_TYPES.map((type) => ({ value: type, label: t(FIELD_TYPE_LABEL[type]) }))}
        onChange={(type) =>
          onChange({
            type,
            options: type === 'choice' ? (field.options ?? []) : undefined,
            open: undefined,
            partyKind: undefined,
          })
        }
      />
      {field.type === 'choice' && (
        <>
          <Select<string[]>
            className="item-wide"
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={['、', '，', ',']}
            value={field.options ?? []}
            placeholder={t('选项，输入一个按回车')}
            aria-label={t('第{at}项内容的选项', { at: number })}
            onChange={(options) => onChange({ options })}
          />
          <Checkbox
            checked={field.open === true}
            disabled={!fresh}
            onChange={(event) => onChange({ open: event.target.checked || undefined })}
          >
            {t('也可填选项以外的')}
          </Checkbox>
        </>
      )}
      {isPartyField(field) && (
        <Select
          className="item-type"
          value={field.partyKind ?? ''}
          disabled={!fresh}
          aria-label={t('第{at}项内容可选哪些', { at: number })}
          options={[
            { value: '', label: t('都可以') },
            ...PARTY_KINDS.map((kind) => ({ value: kind, label: t(PARTY_KIND_LABEL[kind]) })),
          ]}
          onChange={(kind) => onChange({ partyKind: kind === '' ? undefined : (kind as FieldDef['partyKind']) })}
        />
      )}
      {field.type !== 'flag' && (
        <Checkbox
          checked={field.required === true}
          onChange={(event) => onChange({ required: event.target.checked || undefined })}
        >
          {t('必填')}
        </Checkbox>
      )}
    </>
  )
}
