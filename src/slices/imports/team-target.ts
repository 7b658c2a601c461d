import { withCommon } from './common-fields.ts'
import type { TargetField } from './recognise/target.ts'
import type { ImportTargetDef } from './target-def.ts'

export function teamTarget(): ImportTargetDef {
  const fields: TargetField[] = [
    {
      key: 'name',
      label: '队伍名称',
      aliases: ['服务队名称', '志愿队伍', '志愿服务队', '服务队', '队伍', '名称', '团队名称'],
      type: 'text',
      required: true,
    },
    {
      key: 'members',
      label: '人数',
      aliases: ['队员数', '志愿者人数', '队伍人数', '成员数', '队员人数'],
      type: 'quantity',
      unit: '人',
    },
    { key: 'service', label: '服务内容', aliases: ['服务项目', '服务方向', '主要服务', '职责'], type: 'text' },
    {
      key: 'station',
      label: '依托站点',
      aliases: ['所属站点', '志愿服务站', '服务站点', '站点', '所在站点'],
      type: 'text',
    },
  ]
  return {
    code: 'team',
    label: '志愿服务队伍',
    aliases: ['志愿队伍', '志愿服务队', '志愿者队伍', '队伍登记'],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'team' },
  }
}
