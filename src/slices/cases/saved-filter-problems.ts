import { defineProblems } from '#kernel/problem.ts'

export const savedFilterProblems = defineProblems({
  'filter.many': {
    status: 422,
    zh: (p) => `常用筛选最多存 ${p.most} 个。请先删去不用的。`,
    en: (p) => `At most ${p.most} filters can be kept. Delete one first.`,
  },
})
