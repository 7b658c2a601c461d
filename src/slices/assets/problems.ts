import { defineProblems } from '#kernel/problem.ts'

export const assetProblems = defineProblems({
  'asset.unknown': {
    status: 404,
    zh: () => '找不到这处设施，可能已被移除，或您没有查看权限。',
    en: () => 'There is no such asset, or you may not see it.',
  },
  'asset.type-unknown': {
    status: 422,
    zh: (p) => `设施类型“${p.type}”不在目录中。请从列表中选择。`,
    en: (p) => `The asset type “${p.type}” is not in the catalogue. Choose one from the list.`,
  },
  'asset.place-unknown': {
    status: 422,
    zh: () => '所选的地点不存在，可能已被移除。请重新选择。',
    en: () => 'The place chosen does not exist. Choose another.',
  },
  'asset.ends-early': {
    status: 422,
    zh: (p) => `这处设施自 ${p.from} 起登记，拆除日期不能更早。`,
    en: (p) => `This asset is registered from ${p.from}; it cannot be removed earlier.`,
  },
  'asset.where-missing': {
    status: 422,
    zh: () => '请选择设施所在的地点，或写明具体位置。',
    en: () => 'Choose the place of the asset, or say where it stands.',
  },
})
