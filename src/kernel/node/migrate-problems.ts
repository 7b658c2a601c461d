import { defineProblems } from '#kernel/problem.ts'

export const migrationProblems = defineProblems({
  'migrate.newer': {
    status: 503,
    zh: (p) => `这个数据库已由更新的版本升级过（${p.name}）。请改用同样新或更新的程序版本，不要用旧版本打开。`,
    en: (p) => `This database was upgraded by a newer version (${p.name}). Start that version or a later one.`,
  },
})
