import { defineProblems } from '#kernel/problem.ts'

export const officeProblems = defineProblems({
  'print.too_long': {
    status: 422,
    zh: ({ rows, most }) => `打印清单最多${most}行，现在选中了${rows}行。请先按期间、地点或类别筛选，或者导出 xlsx。`,
    en: ({ rows, most }) =>
      `A printed list holds at most ${most} rows; ${rows} are selected. Filter by period, place or kind, or export xlsx.`,
  },
  'print.no_columns': {
    status: 422,
    zh: () => '打印清单至少要有一列。请在列设置里勾选要打印的列。',
    en: () => 'A printed list needs at least one column. Tick the columns to print.',
  },
})
