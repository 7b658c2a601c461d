import { defineProblems } from '#kernel/problem.ts'

export const partyProblems = defineProblems({
  'party.unknown': {
    status: 404,
    zh: () => '找不到这个单位、队伍或人员，可能已被移除，或您没有查看权限。',
    en: () => 'There is no such unit, team or person, or you may not see it.',
  },
  'party.name-taken': {
    status: 409,
    zh: (p) => `已有同名的${p.kind}“${p.name}”。如是同一个请更正原记录；如确是两个，请把名称写得有区别。`,
    en: (p) => `There already is a ${p.kind} named “${p.name}”. Correct that one, or tell the two apart by name.`,
  },
  'party.kind-fixed': {
    status: 422,
    zh: (p) => `“${p.name}”登记为${p.kind}，类别不能更改。请停用它，再按正确的类别新登记。`,
    en: (p) => `“${p.name}” is registered as ${p.kind}; the kind cannot change. Close it and register it anew.`,
  },
  'party.ends-early': {
    status: 422,
    zh: (p) => `“${p.name}”自 ${p.from} 起登记，最后一天不能更早。`,
    en: (p) => `“${p.name}” is registered from ${p.from}; its last day cannot be earlier.`,
  },
  'party.attr-unfit': {
    status: 422,
    zh: (p) => `${p.kind}“${p.name}”没有“${p.label}”这一栏，请去掉。`,
    en: (p) => `${p.kind} “${p.name}” has no field “${p.label}”.`,
  },
  'party.link-unknown': {
    status: 422,
    zh: (p) => `“${p.name}”的${p.label}不存在，可能已被移除。请重新选择。`,
    en: (p) => `The ${p.label} of “${p.name}” does not exist. Choose another.`,
  },
  'party.erased': {
    status: 409,
    zh: () => '这名人员的姓名和电话已删除，不能再更正。如需继续登记，请新建一名人员。',
    en: () => 'The details of this person were erased and cannot be corrected. Register a new person.',
  },
  'party.not-person': {
    status: 422,
    zh: (p) => `“${p.name}”是${p.kind}，不是人员。只有人员的姓名和电话可以删除；单位和队伍请停用。`,
    en: (p) => `“${p.name}” is a ${p.kind}, not a person. Only persons' details can be erased; close it instead.`,
  },
})
