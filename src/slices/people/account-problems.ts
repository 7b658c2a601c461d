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
  'sign-in.code-needed': {
    status: 401,
    zh: () => '这个账号开启了动态码登录。请输入手机验证器上的 6 位动态码；手机不在身边时，可输入一条恢复码。',
    en: () => 'This account asks for a one-time code. Type the six digits of your authenticator, or a recovery code.',
  },
  'sign-in.code-wrong': {
    status: 401,
    zh: () => '动态码不对、已用过或已过期。请等验证器换出新码再输入；手机时间不准也会这样，请打开“自动设置时间”。',
    en: () => 'The code is wrong, was used, or is too old. Wait for the next one; check the clock of your phone.',
  },
  'totp.already-on': {
    status: 409,
    zh: () => '动态码登录已经开启。要换手机，请先用当前动态码或恢复码关闭，再重新开启。',
    en: () => 'One-time codes are on already. To move to another phone, turn them off with a code first.',
  },
  'totp.not-begun': {
    status: 409,
    zh: () => '还没有开始开启动态码登录，或已经隔了太久。请重新点“开启”，用手机验证器扫码。',
    en: () => 'Turning on one-time codes has not begun, or too long ago. Begin again and scan the code.',
  },
  'totp.off': {
    status: 409,
    zh: () => '这个账号没有开启动态码登录，不需要关闭。',
    en: () => 'One-time codes are not on for this account.',
  },
  'totp.key-lost': {
    status: 503,
    zh: () =>
      '服务器上保管动态码的密钥文件（totp.key）不见了或不匹配，暂时无法核对动态码。请联系运维恢复该文件，或用命令 account reset-totp 重置。',
    en: () =>
      'The key file for one-time codes (totp.key) is missing or another. Ask the operator to restore it or to reset codes.',
  },
  'totp.required': {
    status: 403,
    zh: () => '本社区（或您管理账号的单位下面有社区）要求管理员开启动态码登录。请先到“我的账号”开启，再继续。',
    en: () =>
      'This community, or one below the office you keep, requires one-time codes of administrators. Turn them on under My account first.',
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
  'account.cadre-unit': {
    status: 422,
    zh: () => '包抓单位干部要选“所属单位”：系统按该单位的包抓责任决定能看、能办哪些地点和问题。请先选择单位再保存。',
    en: () => 'A cadre needs a unit: its duties decide which places and problems they may see and work on.',
  },
  'account.unit-unknown': {
    status: 422,
    zh: () => '所属单位不在本社区的单位登记里，可能已停用。请重新选择，或先到“单位人员”登记。',
    en: () => 'The unit is not in the register of this community. Choose another, or register it first.',
  },
  'account.role-level': {
    status: 422,
    zh: (p) => `“${p.role}”不能设在${p.level}一级。社区账号选社区的角色；街道、区、市的账号由上级单位或运维设立。`,
    en: (p) => `The role ${p.role} cannot be held at this level (${p.level}).`,
  },
  'account.role-past': {
    status: 422,
    zh: (p) => `角色不能从过去的日子起算，最早从今天（${p.today}）开始。过去谁是什么角色已记入历史，不能改写。`,
    en: (p) => `A role begins today (${p.today}) or later; what was cannot be rewritten.`,
  },
  'account.role-ends-early': {
    status: 422,
    zh: (p) => `角色从 ${p.from} 开始，最后一天不能更早。要立即停止请选“停用”。`,
    en: (p) => `The role begins on ${p.from}; its last day cannot be earlier. To stop at once, disable the account.`,
  },
  'account.not-home': {
    status: 409,
    zh: (p) => `“${p.name}”的账号由其他单位管理，这里只能改其在本社区的角色和起止日。其他事项请联系对方管理员。`,
    en: (p) => `The account of ${p.name} is kept elsewhere; only the role here can be changed.`,
  },
  'account.last-administrator': {
    status: 409,
    zh: () => '这是最后一名能管理账号的长期管理员，不能停用、到期或改为其他角色。请先另设一名管理员。',
    en: () => 'This is the last administrator without an end. Appoint another one first.',
  },
  'account.unknown-login': {
    status: 404,
    zh: (p) => `没有登录名为“${p.login}”的账号。请核对后再试。`,
    en: (p) => `There is no account with the login name “${p.login}”.`,
  },
})
