import type { ProfileField } from '#slices/places/schema.ts'
import type { ImportTargetDef } from './target-def.ts'

export function profileTarget(facts: ProfileField[]): ImportTargetDef {
  return {
    code: 'profile',
    label: '社区概况',
    aliases: ['社区基本情况', '基本情况', '辖区概况', '社区简介', '概况'],
    layout: 'pairs',
    fields: facts.map((fact) => ({
      key: fact.key,
      label: fact.label,
      aliases: fact.aliases,
      type: fact.type === 'number' ? 'quantity' : 'text',
      ...(fact.unit ? { unit: fact.unit } : {}),
    })),
    takes: { as: 'profile', facts },
  }
}
