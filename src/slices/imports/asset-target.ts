import type { AssetType } from '#slices/assets/schema.ts'
import { withCommon } from './common-fields.ts'
import { dataField } from './data-field.ts'
import { PLACE_WORDS } from './place-words.ts'
import type { TargetField } from './recognise/target.ts'
import type { ImportTargetDef } from './target-def.ts'

/** A register of assets of one type. */
export function assetTarget(type: AssetType): ImportTargetDef {
  const names = [type.label, ...type.aliases]
  const fields: TargetField[] = [
    { key: 'place', label: '位置', aliases: [...PLACE_WORDS, '安装位置', '设置位置'], type: 'place', required: true },
    {
      key: 'quantity',
      label: '数量',
      type: 'quantity',
      unit: type.unit,
      aliases: [
        '个数',
        '块数',
        '处数',
        '台数',
        ...names.flatMap((name) => [`${name}数`, `${name}数量`, `${name}个数`]),
        ...(type.code === 'screen' ? ['屏数', '屏幕数'] : []),
      ],
    },
    { key: 'condition', label: '现状', aliases: ['状况', '完好情况', '状态'], type: 'text' },
    ...type.fields.map(dataField),
  ]
  return {
    code: `asset:${type.code}`,
    label: `${type.label}登记`,
    aliases: [...names, ...(type.code === 'screen' ? ['电子屏标语', '滚动播放标语', '电子屏滚动播放'] : [])],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'asset', type },
  }
}
