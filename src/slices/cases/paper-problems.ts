import { defineProblems } from '#kernel/problem.ts'

export const paperProblems = defineProblems({
  'paper.unknown': {
    status: 404,
    zh: () => '找不到这份文书，或您没有查看权限。',
    en: () => 'There is no such paper, or you may not see it.',
  },
  'paper.case-unknown': {
    status: 422,
    zh: () => '所选的问题有的不存在，或您没有查看权限。请重新选择。',
    en: () => 'Some of the cases chosen do not exist. Choose again.',
  },
  'paper.no-party': {
    status: 422,
    zh: (p) => `所选的问题有 ${p.count} 个还没有责任单位（如“${p.first}”），不知道发给谁。请先交办，或去掉这些问题。`,
    en: (p) =>
      `${p.count} of the cases have no responsible body yet (such as “${p.first}”). Hand them out first, or leave them out.`,
  },
  'paper.no-outside': {
    status: 422,
    zh: (p) =>
      `所选的问题有 ${p.count} 个没有提请协调（如“${p.first}”），不知道函发给谁。请先在问题里“提请街道协调”并写明单位。`,
    en: (p) =>
      `For ${p.count} of the cases (such as “${p.first}”) no outside body was named. Ask for coordination first.`,
  },
  'paper.ended': {
    status: 422,
    zh: (p) => `所选的问题都已办结，不用再发${p.kind}。`,
    en: () => 'All the cases chosen have ended; there is nothing to write.',
  },
  'paper.none-late': {
    status: 409,
    zh: (p) => `没有超期 ${p.days} 个工作日以上或退回重改 ${p.times} 次以上、还没有督办过的问题。`,
    en: (p) =>
      `Nothing is late by more than ${p.days} working days or was sent back ${p.times} times that was not supervised already.`,
  },
  'paper.leader-only': {
    status: 403,
    zh: () => '文书由社区管理员（书记、主任）或街道以上发出，您可以拟稿、修改，不能发出。',
    en: () => 'A paper is sent by the administrator or an office above. You may draft and change it, not send it.',
  },
  'paper.other-office': {
    status: 403,
    zh: (p) => `这份文书由${p.office}拟稿，只有${p.office}能修改、作废或发出。`,
    en: () => 'Another office drafted this paper; only that office changes, drops or sends it.',
  },
  'paper.settled': {
    status: 409,
    zh: (p) => `这份文书${p.state}，不能再改。`,
    en: () => 'This paper is no draft any more and cannot be changed.',
  },
  'paper.period': {
    status: 422,
    zh: () => '止日不能早于起日。',
    en: () => 'The period ends before it begins.',
  },
})
