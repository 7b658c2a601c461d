import { Button, Checkbox, Input, Select, Space } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import {
  PHOTO_RULE_LABEL,
  PHOTO_RULES,
  type FieldDef,
  type KindDef,
  type KindView,
  type MeasureDef,
} from '../kind-schema.ts'
import { FieldItem } from './field-item.tsx'
import { ItemsList } from './items-list.tsx'
import { addField, addMeasure, type KindEdit } from './kind-draft.ts'
import { KindPreview } from './kind-preview.tsx'
import { MeasureItem } from './measure-item.tsx'

interface KindEditorProps {
  start: KindEdit
  existing: KindView | undefined
}

/** Makes or changes a kind, the form it will ask for standing beside it. */
export function KindEditor({ start, existing }: KindEditorProps) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const id = useId()
  const [edit, setEdit] = useState(start)
  const [reason, setReason] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const { kind } = edit
  const shown = useDeferredValue(kind)
  const set = (patch: Partial<KindDef>) => setEdit({ ...edit, kind: { ...kind, ...patch } })
  const unnamed =
    kind.label.trim() === '' ||
    kind.fields.some((field) => field.label.trim() === '') ||
    kind.measures.some((measure) => measure.label.trim() === '' || measure.unit.trim() === '')
  const submit = () =>
    attempt(async () => {
      const { code, ...body } = kind
      await save(
        api.put(community.api(`/kinds/${code}`), {
          ...body,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        }),
        t('已保存'),
      )
      await navigate(community.href('/kinds'))
    })
  return (
    <div className="columns kind-columns">
      <section className="panel">
        <div className="kind-head">
          <div>
            <label htmlFor={`${id}-label`}>{t('名称（必填）')}</label>
            <Input
              id={`${id}-label`}
              value={kind.label}
              maxLength={40}
              onChange={(event) => set({ label: event.target.value })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-group`}>{t('分组')}</label>
            <Input
              id={`${id}-group`}
              value={kind.group}
              maxLength={20}
              onChange={(event) => set({ group: event.target.value })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-photo`}>{t('照片')}</label>
            <Select
              id={`${id}-photo`}
              value={kind.photo}
              options={PHOTO_RULES.map((rule) => ({ value: rule, label: t(PHOTO_RULE_LABEL[rule]) }))}
              onChange={(photo) => set({ photo })}
            />
          </div>
        </div>
        <Space wrap>
          <Checkbox checked={kind.placeRequired} onChange={(event) => set({ placeRequired: event.target.checked })}>
            {t('必须填地点')}
          </Checkbox>
          <Checkbox
            checked={kind.workingDay === true}
            onChange={(event) => set({ workingDay: event.target.checked || undefined })}
          >
            {t('工作日开展（导入时落在节假日会提醒）')}
          </Checkbox>
          <Checkbox
            checked={kind.undated === true}
            disabled={existing !== undefined}
            onChange={(event) => set({ undated: event.target.checked || undefined })}
          >
            {t('不分日期，算在全年')}
          </Checkbox>
          {existing && (
            <Checkbox
              checked={kind.retired === true}
              onChange={(event) => set({ retired: event.target.checked || undefined })}
            >
              {t('停用这一类（不再新记，已有记录不变）')}
            </Checkbox>
          )}
        </Space>
        <ItemsList
          title={t('数量')}
          hint={t('每个数量一个单位，互不换算；保存后自动有相应的合计数字。')}
          items={kind.measures}
          fresh={edit.freshMeasures}
          onChange={(measures) => set({ measures })}
          addLabel={t('添加数量')}
          onAdd={() => setEdit(addMeasure(edit))}
          draw={drawMeasure(edit.freshMeasures)}
        />
        <ItemsList
          title={t('内容')}
          hint={t('停用的不再询问，已有记录里的内容还在。')}
          items={kind.fields}
          fresh={edit.freshFields}
          onChange={(fields) => set({ fields })}
          addLabel={t('添加内容')}
          onAdd={() => setEdit(addField(edit))}
          draw={drawField(edit.freshFields)}
        />
        <h3 className="form-group">{t('保存')}</h3>
        {existing && (
          <>
            <label htmlFor={`${id}-reason`}>{t('修改原因（会留在历史里）')}</label>
            <Input
              id={`${id}-reason`}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        <ProblemNotice problem={problem} />
        <p className="quiet">{unnamed ? t('名称和单位都填好后才能保存。') : ''}</p>
        <Space>
          <Button type="primary" loading={busy} disabled={unnamed} onClick={() => void submit()}>
            {t('保存')}
          </Button>
          <Button onClick={() => void navigate(community.href('/kinds'))}>{t('取消')}</Button>
        </Space>
      </section>
      <section className="panel" aria-label={t('录入时的样子')}>
        <h2>{t('录入时的样子')}</h2>
        <KindPreview kind={shown} />
      </section>
    </div>
  )
}

function drawMeasure(fresh: ReadonlySet<string>) {
  return (measure: MeasureDef, change: (patch: Partial<MeasureDef>) => void, at: number) => (
    <MeasureItem measure={measure} onChange={change} fresh={fresh.has(measure.key)} at={at} />
  )
}

function drawField(fresh: ReadonlySet<string>) {
  return (field: FieldDef, change: (patch: Partial<FieldDef>) => void, at: number) => (
    <FieldItem field={field} onChange={change} fresh={fresh.has(field.key)} at={at} />
  )
}
