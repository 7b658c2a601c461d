import type { DutyRole } from '#slices/duties/schema.ts'
import type { PlaceType } from '#slices/places/schema.ts'
import { withCommon } from './common-fields.ts'
import { dataField } from './data-field.ts'
import type { TargetField } from './recognise/target.ts'
import { DUTY, type ImportTargetDef, PARENT } from './target-def.ts'

/** A register of places of one type, with what stands above each and who answers for it. */
export function placeTarget(type: PlaceType, all: PlaceType[], roles: DutyRole[]): ImportTargetDef {
  const names = [type.label, ...type.aliases]
  const fields: TargetField[] = [
    {
      key: 'name',
      label: `${type.label}名称`,
      type: 'text',
      required: true,
      aliases: ['名称', ...names, ...names.map((name) => `${name}名称`), '地点', '点位', '点位名称'],
    },
  ]
  for (const code of type.parents.filter((code) => code !== 'community' && code !== type.code).slice(0, 3)) {
    const parent = all.find((one) => one.code === code)
    if (!parent) continue
    const words = [parent.label, ...parent.aliases]
    fields.push({
      key: PARENT + code,
      label: `所属${parent.label}`,
      type: 'text',
      aliases: words.flatMap((word) => [word, `所属${word}`, `所在${word}`, `${word}名称`]),
    })
  }
  fields.push(...type.fields.map(dataField))
  const held = roles.filter((role) => role.on.includes(type.code))
  for (const role of held) {
    fields.push({ key: DUTY + role.code, label: role.label, aliases: role.aliases ?? [], type: 'parties' })
  }
  return {
    code: `place:${type.code}`,
    label: `${type.label}登记表`,
    aliases: [...names, ...(type.code === 'yard' ? ['网格与楼院', '楼院网格登记', '小区楼院'] : [])],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'place', type, roles: held },
  }
}
