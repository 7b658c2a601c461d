import { useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { api } from '#kernel/web/api.ts'
import { dataOfValues, specsOfData, valuesOfData } from '#kernel/web/data-fields.ts'
import type { FieldSpec, FormValues } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import {
  ASSET_CONDITION_LABEL,
  ASSET_CONDITIONS,
  type AssetCondition,
  type AssetDraft,
  type AssetRow,
} from '../schema.ts'
import { useAssetTypes } from './use-asset-types.ts'

interface AssetFormProps {
  open: boolean
  onClose: () => void
  /** The asset to correct; without it a new one is registered. */
  asset?: AssetRow
}

export function AssetForm({ open, onClose, asset }: AssetFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const types = useAssetTypes()
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const type = types.find((each) => each.code === (chosen ?? asset?.type))
  const fields: FieldSpec[] = [
    {
      name: 'type',
      label: t('类型'),
      type: 'choice',
      required: true,
      options: types.map((each) => ({ value: each.code, label: each.label })),
    },
    { name: 'placeId', label: t('地点'), type: 'place' },
    { name: 'locus', label: t('具体位置'), type: 'text', max: 100, help: t('例如：门口、23号商铺') },
    { name: 'quantity', label: t('数量'), type: 'number', required: true, unit: asset?.unit ?? type?.unit ?? '' },
    {
      name: 'condition',
      label: t('完好情况'),
      type: 'choice',
      required: true,
      options: ASSET_CONDITIONS.map((value) => ({ value, label: t(ASSET_CONDITION_LABEL[value]) })),
    },
    { name: 'seenOn', label: t('最近查看日期'), type: 'day', max: today() },
    { name: 'validFrom', label: t('设置日期'), type: 'day', required: true },
    ...(type ? specsOfData(type.fields, t('{type}情况', { type: type.label })) : []),
    ...(asset
      ? [
          {
            name: 'reason',
            label: t('更正原因'),
            type: 'text' as const,
            required: true,
            max: 200,
            help: t('会留在修改历史里'),
            group: t('其他'),
          },
        ]
      : []),
  ]
  const initial: FormValues = asset
    ? { ...asset, quantity: trimDecimal(asset.quantity), ...valuesOfData(asset.attrs), reason: '' }
    : { quantity: '1', condition: 'intact', validFrom: `${today().slice(0, 4)}-01-01`, seenOn: today() }
  return (
    <FormDrawer
      title={asset ? t('更正设施') : t('登记设施')}
      open={open}
      onClose={onClose}
      fields={fields}
      initial={initial}
      onChange={(values) => setChosen(values.type as string | undefined)}
      onSubmit={async (values) => {
        const draft: AssetDraft = {
          id: asset?.id ?? newId(),
          type: String(values.type),
          placeId: (values.placeId as string | null | undefined) ?? null,
          locus: String(values.locus ?? ''),
          quantity: String(values.quantity),
          unit: asset?.unit ?? type?.unit ?? '处',
          attrs: dataOfValues(type?.fields ?? [], values, asset?.attrs),
          condition: values.condition as AssetCondition,
          seenOn: (values.seenOn as string | null | undefined) ?? null,
          validFrom: String(values.validFrom),
          ...(asset ? { validTo: asset.validTo, version: asset.version, reason: String(values.reason) } : {}),
        }
        await save(api.post(community.api('/assets'), draft), asset ? t('已更正') : t('已登记'))
        onClose()
      }}
    />
  )
}
