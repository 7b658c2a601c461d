import { defineProblems } from '#kernel/problem.ts'

export const dutyProblems = defineProblems({
  'duty.unknown': {
    status: 404,
    zh: () => '找不到这项责任，可能已被移除，或您没有查看权限。',
    en: () => 'There is no such duty, or you may not see it.',
  },
  'duty.role-unknown': {
    status: 422,
    zh: (p) => `职责角色“${p.role}”不在目录中。请从列表中选择。`,
    en: (p) => `The role “${p.role}” is not in the catalogue. Choose one from the list.`,
  },
  'duty.party-unknown': {
    status: 422,
    zh: () => '所选的责任单位或责任人不存在，可能已被移除。请重新选择。',
    en: () => 'The party chosen does not exist. Choose another.',
  },
  'duty.party-unfit': {
    status: 422,
    zh: (p) => `${p.role}应由${p.allowed}担任，“${p.name}”是${p.kind}。`,
    en: (p) => `${p.role} is held by ${p.allowed}; “${p.name}” is ${p.kind}.`,
  },
  'duty.boards-too-many': {
    status: 422,
    zh: (p) => `一次最多生成 ${p.limit} 块公示牌。请按网格分几次下载。`,
    en: (p) => `At most ${p.limit} boards at once. Download them grid by grid.`,
  },
  'duty.place-unknown': {
    status: 422,
    zh: () => '所选的地点不存在，可能已被移除。请重新选择。',
    en: () => 'The place chosen does not exist. Choose another.',
  },
  'duty.place-unfit': {
    status: 422,
    zh: (p) => `${p.role}不能落在${p.type}“${p.name}”，可以落在：${p.allowed}。`,
    en: (p) => `${p.role} cannot be held on “${p.name}” (${p.type}); it may be held on: ${p.allowed}.`,
  },
  'duty.target-missing': {
    status: 422,
    zh: (p) => `${p.role}要写明${p.what}。请补填后再保存。`,
    en: (p) => `${p.role} needs ${p.what}. Fill it in and save again.`,
  },
  'duty.ends-early': {
    status: 422,
    zh: (p) => `这项责任自 ${p.from} 起，结束日期不能更早。`,
    en: (p) => `This duty runs from ${p.from}; it cannot end earlier.`,
  },
  'duty.hand-over-early': {
    status: 422,
    zh: (p) => `原责任人自 ${p.from} 起负责，交接日期须在这一天之后。如原登记有误，请直接更正。`,
    en: (p) => `The present holder began on ${p.from}; hand over on a later day, or correct the duty instead.`,
  },
  'duty.hand-over-late': {
    status: 422,
    zh: (p) => `这项责任已于 ${p.to} 结束，不能再交接。请为新的责任人另行登记。`,
    en: (p) => `This duty ended on ${p.to} and cannot be handed over. Register the new holder instead.`,
  },
  'duty.hand-over-same': {
    status: 422,
    zh: (p) => `“${p.name}”本来就是责任人，不需要交接。请选择接任的人。`,
    en: (p) => `“${p.name}” already holds this duty. Choose who takes over.`,
  },
  'duty.period-backwards': {
    status: 422,
    zh: () => '起始日期晚于结束日期，请调换后再查。',
    en: () => 'The first day lies behind the last one. Swap them.',
  },
})
