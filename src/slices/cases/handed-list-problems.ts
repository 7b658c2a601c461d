import { defineProblems } from '#kernel/problem.ts'

export const listProblems = defineProblems({
  'list.nothing': {
    status: 422,
    zh: () => '没有读出问题。请一行写一个问题，或用 1. 2. 3. 编号；表格要有“问题”一列。',
    en: () => 'No problem was found. Write one per line, or number them; a sheet needs a column of problems.',
  },
  'list.too-many': {
    status: 422,
    zh: (p) => `一次最多登记 ${p.most} 个问题，这里有 ${p.count} 个。请分几次。`,
    en: (p) => `At most ${p.most} problems at a time; here are ${p.count}.`,
  },
  'list.no-file': {
    status: 400,
    zh: () => '没有收到表格，请选择 xlsx、xls 或 csv 文件。',
    en: () => 'No file arrived. Choose an xlsx, xls or csv file.',
  },
})
