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
  'org.parent-unknown': {
    status: 404,
    zh: (p) => `没有代码为“${p.code}”的上级。先用 org create 建立。`,
    en: (p) => `No office above has the code “${p.code}”. Make it with org create.`,
  },
  'org.parent-unfit': {
    status: 422,
    zh: (p) => `${p.level}不能直接归在“${p.parent}”（${p.parentLevel}）之下。顺序是：市、区、街道、社区。`,
    en: (p) =>
      `A ${p.level} cannot stand below ${p.parent} (${p.parentLevel}); the order is city, district, street, community.`,
  },
  'org.has-parent': {
    status: 409,
    zh: (p) => `“${p.name}”已经归在上级之下，不能再归一次。`,
    en: (p) => `${p.name} stands below an office already.`,
  },
  'org.unknown': {
    status: 404,
    zh: (p) => `没有代码为“${p.code}”的社区或上级单位。`,
    en: (p) => `No community or office has the code “${p.code}”.`,
  },
})
