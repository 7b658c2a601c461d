import { defineProblems } from '#kernel/problem.ts'

export const placeProblems = defineProblems({
  'place.type-unknown': {
    status: 422,
    zh: (p) => `“${p.name}”的地点类型“${p.type}”不在目录中。请从类型列表中选择。`,
    en: (p) => `The type “${p.type}” of “${p.name}” is not in the catalogue. Choose one from the list.`,
  },
  'place.parent-unknown': {
    status: 422,
    zh: (p) => `“${p.name}”所属的上级地点不存在，可能已被移除。请重新选择所属地点。`,
    en: (p) => `The place above “${p.name}” does not exist. Choose another.`,
  },
  'place.parent-unfit': {
    status: 422,
    zh: (p) => `${p.type}“${p.name}”不能放在${p.parent}之下，可以放在：${p.allowed}。`,
    en: (p) => `“${p.name}” (${p.type}) cannot stand below ${p.parent}; it may stand below: ${p.allowed}.`,
  },
  'place.parent-closed': {
    status: 422,
    zh: (p) => `“${p.parent}”已于 ${p.day} 停用，“${p.name}”不能仍在其下。请先移到别处，或一并停用。`,
    en: (p) => `“${p.parent}” was closed on ${p.day}; “${p.name}” cannot still stand below it.`,
  },
  'place.circle': {
    status: 422,
    zh: (p) => `“${p.name}”不能移到它自己或它下面的地点之下。`,
    en: (p) => `“${p.name}” cannot stand below itself or below a place under it.`,
  },
  'place.too-deep': {
    status: 422,
    zh: (p) => `“${p.name}”的层级太深，地点最多 ${p.most} 级。请放到更靠上的地点之下。`,
    en: (p) => `“${p.name}” would stand too deep; at most ${p.most} levels.`,
  },
  'place.twice': {
    status: 409,
    zh: (p) => `${p.where}已有${p.type}“${p.name}”。如是同一处请更正原记录；如确是两处，请把名称写得有区别。`,
    en: (p) => `There already is a ${p.type} “${p.name}” in ${p.where}. Correct that one, or give this another name.`,
  },
  'place.children-unfit': {
    status: 422,
    zh: (p) => `“${p.name}”下面还有${p.childType}“${p.child}”，不能改为${p.type}。请先移走下面的地点。`,
    en: (p) => `“${p.child}” (${p.childType}) stands below “${p.name}”, so it cannot become ${p.type}.`,
  },
  'place.children-stand': {
    status: 409,
    zh: (p) => `“${p.name}”下面还有 ${p.count} 处在用的地点（如“${p.child}”）。请先停用或移走它们，再停用“${p.name}”。`,
    en: (p) => `${p.count} places (such as “${p.child}”) still stand below “${p.name}”. Close or move them first.`,
  },
  'place.ends-early': {
    status: 422,
    zh: (p) => `“${p.name}”自 ${p.from} 起登记，最后一天不能更早。`,
    en: (p) => `“${p.name}” is registered from ${p.from}; its last day cannot be earlier.`,
  },
  'place.at-swapped': {
    status: 422,
    zh: (p) => `“${p.name}”的经纬度写反了：先写经度，再写纬度。是不是“${p.point}”？`,
    en: (p) => `The position of “${p.name}” is the wrong way round: longitude first. Did you mean “${p.point}”?`,
  },
  'place.at-range': {
    status: 422,
    zh: (p) => `“${p.name}”的经纬度“${p.point}”不在国内（经度 73～136，纬度 3～54）。请核对小数点和位数。`,
    en: (p) => `“${p.point}”, the position of “${p.name}”, is not in China. Check the decimal point and the digits.`,
  },
  'place.unknown': {
    status: 404,
    zh: () => '找不到这个地点，可能已被移除，或您没有查看权限。',
    en: () => 'There is no such place, or you may not see it.',
  },
  'place.alias-taken': {
    status: 409,
    zh: (p) => `别名“${p.alias}”已用于“${p.owner}”。一个别名只能指一个地点，请先从那里去掉。`,
    en: (p) => `The alias “${p.alias}” already means “${p.owner}”. Remove it there first.`,
  },
  'profile.key-unknown': {
    status: 422,
    zh: (p) => `社区概况中没有“${p.key}”这一项。`,
    en: (p) => `The profile has no item “${p.key}”.`,
  },
  'profile.not-number': {
    status: 422,
    zh: (p) => `概况“${p.label}”应填数字${p.unit}，现在没有数字。`,
    en: (p) => `“${p.label}” of the profile must be a number ${p.unit}.`,
  },
  'profile.not-whole': {
    status: 422,
    zh: (p) => `概况“${p.label}”应填不小于 0 的整数，现在填的是“${p.value}”。`,
    en: (p) => `“${p.label}” of the profile must be a whole number, not “${p.value}”.`,
  },
  'profile.unit-differs': {
    status: 422,
    zh: (p) => `概况“${p.label}”的单位是“${p.unit}”，不能写成“${p.given}”。单位不同的数请换算后再填。`,
    en: (p) => `“${p.label}” is kept in “${p.unit}”, not “${p.given}”.`,
  },
})
