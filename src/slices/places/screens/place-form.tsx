import { useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import { api } from '#kernel/web/api.ts'
import { dataOfValues, specsOfData, valuesOfData } from '#kernel/web/data-fields.ts'
import type { FieldSpec, FormValues } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { pointText, readPoint } from '../point-rules.ts'
import type { PlaceDraft, PlaceRow } from '../schema.ts'
import { usePlaceTypes } from './use-place-types.ts'

interface PlaceFormProps {
  open: boolean
  onClose: () => void
  /** The place to correct; without it a new one is registered. */
  place?: PlaceRow
  parentId?: string | null
}

export function PlaceForm({ open, onClose, place, parentId = null }: PlaceFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const types = usePlaceTypes().data ?? []
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const type = types.find((each) => each.code === (chosen ?? place?.type))
  const top = type?.parents.includes('community') ?? true
  const fields: FieldSpec[] = [
    {
      name: 'type',
      label: t('类型'),
      type: 'choice',
      required: true,
      options: types.map((each) => ({ value: each.code, label: each.label })),
    },
    { name: 'name', label: t('名称'), type: 'text', required: true, max: 60 },
    {
      name: 'parentId',
      label: t('所在地点'),
      type: 'place',
      required: !top,
      help: top ? t('直接归社区的留空') : t('{type}应登记在上一级地点之下', { type: type?.label ?? '' }),
      ...(type ? { placeTypes: type.parents } : {}),
      ...(place ? { hide: (id) => id === place.id } : {}),
    },
    {
      name: 'validFrom',
      label: t('在册起始日'),
      type: 'day',
      required: true,
      help: t('这个地点从哪天起算数；一般填当年1月1日或建成、划入的日期'),
    },
    { name: 'aliases', label: t('别名'), type: 'words', help: t('台账里对它的其他叫法，导入时按这些名字也能认出') },
    {
      name: 'at',
      label: t('经纬度'),
      type: 'text',
      max: 60,
      placeholder: '117.020800, 36.668300',
      help: t('先经度后纬度，WGS-84（手机 GPS 的坐标）；高德、百度地图上的会偏几百米。用来在手机上把近的地点排在前面'),
    },
    ...(type ? specsOfData(type.fields, t('{type}情况', { type: type.label })) : []),
    { name: 'note', label: t('备注'), type: 'long', max: 500, group: t('其他') },
    ...(place
      ? [
          {
            name: 'reason',
            label: t('更正原因'),
            type: 'text' as const,
            required: true,
            max: 200,
            group: t('其他'),
            help: t('会留在修改历史里'),
          },
        ]
      : []),
  ]
  const initial: FormValues = place
    ? { ...place, ...valuesOfData(place.attrs), at: place.at ? pointText(place.at) : null, reason: '' }
    : { parentId, validFrom: `${today().slice(0, 4)}-01-01`, aliases: [] }
  const submit = async (values: FormValues) => {
    const pointTyped = (typed: unknown): PlaceDraft['at'] => {
      const text = String(typed ?? '').trim()
      const point = text === '' ? null : readPoint(text)
      if (text !== '' && point === null) {
        const message = t('经纬度要写成两个数，先经度后纬度，中间用逗号隔开，例如 117.0208, 36.6683。')
        throw new ApiProblem({ code: 'place.at', status: 422, message, field: 'at' })
      }
      return point
    }
    const draft: PlaceDraft = {
      id: place?.id ?? newId(),
      type: String(values.type),
      name: String(values.name),
      parentId: (values.parentId as string | null | undefined) ?? null,
      attrs: dataOfValues(type?.fields ?? [], values, place?.attrs),
      aliases: (values.aliases as string[] | undefined) ?? [],
      note: String(values.note ?? ''),
      at: pointTyped(values.at),
      validFrom: String(values.validFrom),
      ...(place ? { validTo: place.validTo, version: place.version, reason: String(values.reason) } : {}),
    }
    await save(api.post(community.api('/places'), draft), place ? t('已更正') : t('已登记'))
    onClose()
  }
  return (
    <FormDrawer
      title={place ? t('更正地点') : t('登记地点')}
      open={open}
      onClose={onClose}
      fields={fields}
      initial={initial}
      onChange={(values) => setChosen(values.type as string | undefined)}
      onSubmit={submit}
    />
  )
}
