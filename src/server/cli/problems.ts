import { defineProblems } from '#kernel/problem.ts'

export const problems = defineProblems({
  'file.unreadable': {
    status: 404,
    zh: (p) => `打不开文件 ${p.path}（${p.why}）。请检查路径和权限。`,
    en: (p) => `Cannot open ${p.path} (${p.why}). Check the path and its permissions.`,
  },
})
