import { defineProblems } from './problem.ts'

/** Failures any slice may meet. */
export const problems = defineProblems({
  'request.invalid': {
    status: 400,
    zh: (p) => `提交的内容有误：${p.where}${p.what}。请改正后再提交。`,
    en: (p) => `The request is not valid: ${p.where}${p.what}. Correct it and send again.`,
  },
  'request.broken-text': {
    status: 400,
    zh: (p) => `${p.where}里有无法保存的字符（空字符或残缺的半个字）。请删去看不见的字符，重新填写后再提交。`,
    en: (p) => `${p.where} holds characters that cannot be stored (NUL or half a character). Type it again and send.`,
  },
  'request.not-found': {
    status: 404,
    zh: () => '找不到这项内容，可能已被移除，或您没有查看权限。',
    en: () => 'Nothing is here, or you may not see it.',
  },
  'session.missing': {
    status: 401,
    zh: () => '尚未登录或登录已过期，请重新登录。',
    en: () => 'You are not signed in, or the session has ended. Sign in again.',
  },
  'access.denied': {
    status: 403,
    zh: () => '您的角色不能进行这项操作。如确有需要，请联系本社区管理员。',
    en: () => 'Your role may not do this. Ask the administrator of your community.',
  },
  'request.foreign': {
    status: 403,
    zh: () => '请求来自其他网站，已拒绝。请从本系统页面操作。',
    en: () => 'The request came from another site and was refused.',
  },
  'request.too-large': {
    status: 413,
    zh: (p) => `内容太大，上限为 ${p.limit}。请拆小后再传。`,
    en: (p) => `Too large; the limit is ${p.limit}. Split it and send again.`,
  },
  'request.unsupported': {
    status: 415,
    zh: () => '不支持这种内容类型，请从系统页面提交。',
    en: () => 'This content type is not supported.',
  },
  'request.too-many': {
    status: 429,
    zh: (p) => `操作过于频繁，请 ${p.seconds} 秒后再试。`,
    en: (p) => `Too many requests; try again in ${p.seconds} s.`,
  },
  'object.changed': {
    status: 409,
    zh: () => '这项内容刚被他人修改过。请刷新查看最新内容，再作更正。',
    en: () => 'Somebody else has just changed this. Refresh, look, and correct again.',
  },
  'server.failed': {
    status: 500,
    zh: (p) => `系统出现意外错误，操作未保存。请稍后重试；若仍不行，请把编号 ${p.id} 告诉管理员。`,
    en: (p) => `Unexpected error; nothing was saved. Try again, or give number ${p.id} to the administrator.`,
  },
  'server.busy': {
    status: 503,
    zh: () => '系统正忙或数据库正在恢复，请稍候几秒重试，已保存的内容不受影响。',
    en: () => 'The server is busy or its database is recovering. Try again in a few seconds; saved work is safe.',
  },
})
