import { useState } from 'react'
import type { Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DutyDraft, DutyRow } from '../schema.ts'
import { useDutyRoles } from './use-duty-roles.ts'

interface DutyFormProps {
  open: boolean
  onClose: () => void
  /** The duty to correct; without it a new one is registered. */
  duty?: DutyRow
  placeId?: string
  /** The gap the duty is to fill: only roles that count as contracted are offered, from its first day. */
  gap?: { placeType: string; from: Day } | undefined
}

export function DutyForm({ open, onClose, duty, placeId, gap }: DutyFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const { roles, word } = useDutyRoles()
  const offered = gap ? roles.filter((each) => each.contracts && each.on.includes(gap.placeType)) : roles
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const role = roles.find((each) => each.code === (chosen ?? duty?.role))
  const onIndicator = role !== undefined && role.on.length === 0
  const fields: FieldSpec[] = [
    {
      name: 'role',
      label: t('职责'),
      type: 'choice',
      required: true,
      options: offered.map((each) => ({ value: each.code, label: each.label })),
      ...(gap ? { help: t('这里只列算作{word}的职责；网格员、楼栋长等请在“责任清单”里登记', { word }) } : {}),
    },
    {
      name: 'partyId',
      label: t('单位或人员'),
      type: 'party',
      required: true,
      ...(role?.by.length === 1 ? { partyKind: role.by[0]! } : {}),
    },
    {
      name: 'placeId',
      label: t('负责的地点'),
      type: 'place',
      required: true,
      ...(role ? { placeTypes: role.on } : {}),
      when: () => !onIndicator,
    },
    { name: 'indicator', label: t('指标编号'), type: 'text', required: true, max: 40, when: () => onIndicator },
    { name: 'validFrom', label: t('起始日'), type: 'day', required: true },
    { name: 'validTo', label: t('截止日'), type: 'day', help: t('还在任的留空') },
    { name: 'note', label: t('备注'), type: 'text', max: 200 },
    {
      name: 'reason',
      label: t('更正原因'),
      type: 'text',
      required: true,
      max: 200,
      help: t('会留在修改历史里'),
      when: () => duty !== undefined,
    },
  ]
  return (
    <FormDrawer
      title={duty ? t('更正责任') : t('登记责任')}
      open={open}
      onClose={onClose}
      fields={fields}
      initial={duty ? { ...duty, reason: '' } : { validFrom: gap?.from ?? today(), placeId: placeId ?? null }}
      onChange={(values) => setChosen(values.role as string | undefined)}
      onSubmit={async (values) => {
        const draft: DutyDraft = {
          id: duty?.id ?? newId(),
          partyId: String(values.partyId),
          role: String(values.role),
          placeId: onIndicator ? null : String(values.placeId),
          indicator: onIndicator ? String(values.indicator) : null,
          validFrom: String(values.validFrom),
          validTo: (values.validTo as string | null | undefined) ?? null,
          note: String(values.note ?? ''),
          ...(duty ? { version: duty.version, reason: String(values.reason) } : {}),
        }
        await save(api.post(community.api('/duties'), draft), duty ? t('已更正') : t('已登记'))
        onClose()
      }}
    />
  )
}
