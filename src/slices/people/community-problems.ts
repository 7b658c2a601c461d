import { defineProblems } from '#kernel/problem.ts'

export const communityProblems = defineProblems({
  'community.code-taken': {
    status: 409,
    zh: (p) => `代码“${p.code}”已有社区使用，请换一个。`,
    en: (p) => `The code “${p.code}” is taken by another community; choose another.`,
  },
  'community.code-invalid': {
    status: 400,
    zh: (p) =>
      `社区代码“${p.code}”不合要求：只用字母、数字、连字符和下划线，以字母或数字开头，最多 40 个字符，例如 limin。`,
    en: (p) =>
      `“${p.code}” is no community code: letters, digits, hyphens and underscores, beginning with a letter or digit, at most 40.`,
  },
  'community.unknown': {
    status: 404,
    zh: (p) => `没有代码为“${p.code}”的社区。现有：${p.known || '无'}。先用 community create 建立。`,
    en: (p) => `No community has the code “${p.code}”. Known: ${p.known || 'none'}. Make it with community create.`,
  },
})
