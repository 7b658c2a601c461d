import { defineProblems } from '#kernel/problem.ts'

export const accountProblems = defineProblems({
  'sign-in.refused': {
    status: 401,
    zh: () => '登录名或密码不对。请检查输入法和大小写；忘记密码请找本社区管理员重新发放登录链接。',
    en: () => 'Login name or password is wrong. If you forgot it, ask your administrator for a new sign-in link.',
  },
  'sign-in.throttled': {
    status: 429,
    zh: (p) => `连续多次登录失败，为保护账号暂停登录，请 ${p.minutes} 分钟后再试。`,
    en: (p) => `Too many failed attempts; try again in ${p.minutes} minutes.`,
  },
  'sign-in.link-dead': {
    status: 404,
    zh: () => '这个登录链接已用过或已过期。请找管理员重新发放。',
    en: () => 'This sign-in link was used or has expired. Ask your administrator for a new one.',
  },
  'password.common': {
    status: 422,
    zh: () => '这个密码太常见，容易被猜中。请换一个，例如几个不相干的词连在一起。',
    en: () => 'This password is too common. Choose another, for instance several unrelated words.',
  },
  'account.login-taken': {
    status: 409,
    zh: (p) => `登录名“${p.login}”已被使用，请换一个。`,
    en: (p) => `The login name “${p.login}” is taken; choose another.`,
  },
  'account.grid-person': {
    status: 422,
    zh: () => '网格员账号要选“对应人员”：系统按这个人的包抓责任决定能看、能记哪些地点。请先选择人员再保存。',
    en: () => 'A grid member needs a person: their duties decide which places they may see and record.',
  },
  'account.last-administrator': {
    status: 409,
    zh: () => '这是本社区最后一名管理员，不能停用或改为其他角色。请先另设一名管理员。',
    en: () => 'This is the last administrator of the community. Appoint another one first.',
  },
})
