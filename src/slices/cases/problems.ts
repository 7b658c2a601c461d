import { defineProblems } from '#kernel/problem.ts'

export const caseProblems = defineProblems({
  'case.unknown': {
    status: 404,
    zh: () => '找不到这个问题，可能已被合并，或您没有查看权限。',
    en: () => 'There is no such case, or you may not see it.',
  },
  'case.step-state': {
    status: 409,
    zh: (p) => `这个问题现在是“${p.state}”，不能“${p.step}”。请刷新后按当前状态办理。`,
    en: (p) => `The case is now “${p.state}”; “${p.step}” is not possible. Reload and go on from there.`,
  },
  'case.step-role': {
    status: 403,
    zh: (p) => `“${p.step}”应由${p.who}办理，您的身份不能办。`,
    en: (p) => `“${p.step}” is for: ${p.who}. Your role cannot do it.`,
  },
  'case.close-needs-other': {
    status: 422,
    zh: () => '上级交办、测评扣分和居民反映的问题不能自行销号：请先提交整改反馈，由没有参与整改的人核查后销号。',
    en: () =>
      'What a superior handed down, an assessment deducted or residents reported cannot be closed by oneself: feed back the fix, and let somebody who took no part check it.',
  },
  'case.check-own-fix': {
    status: 422,
    zh: () => '您报过这个问题的整改反馈，不能由您自己核查。请交由没有参与整改的人核查。',
    en: () => 'You reported this fixed yourself. Somebody who took no part must check it.',
  },
  'case.check-own-unit': {
    status: 422,
    zh: () => '这个问题由您所在的单位整改，本单位的人不能核查。请交由其他人核查。',
    en: () => 'Your own unit fixed this. Somebody of another one must check it.',
  },
  'case.check-with-duty': {
    status: 422,
    zh: () =>
      '这个问题由社区自行整改，您在该地点负有责任，不能由您核查。请交由在该处没有责任的人核查；没有这样的人时由街道核查。',
    en: () =>
      'The community fixed this itself and you hold a duty there. Somebody without a duty at the place checks it; where there is nobody, the street does.',
  },
  'case.recheck-none': {
    status: 409,
    zh: () => '这个问题没有安排回头看。请先安排日期。',
    en: () => 'No re-check is scheduled for this case. Schedule a day first.',
  },
  'case.recheck-pending': {
    status: 409,
    zh: (p) => `这个问题已定于 ${p.day} 回头看，不用再抽。`,
    en: (p) => `A re-check is already set for ${p.day}.`,
  },
  'case.recheck-early': {
    status: 409,
    zh: (p) => `回头看定在 ${p.day}，还没有到日子。需要提前看的，请先改期。`,
    en: (p) => `The re-check is set for ${p.day}. Reschedule it to look earlier.`,
  },
  'case.recheck-not-drawn': {
    status: 403,
    zh: () => '这次回头看抽到的不是您。抽到的人不在时，可由社区另抽一人并写明原因。',
    en: () => 'Somebody else was drawn for this re-check. The office can draw again, giving a reason.',
  },
  'case.recheck-past': {
    status: 422,
    zh: () => '回头看日期不能早于今天。',
    en: () => 'A re-check cannot be set for a day that is over.',
  },
  'case.recheck-far': {
    status: 422,
    zh: (p) => `回头看最多安排在 ${p.days} 天以内。`,
    en: (p) => `A re-check is set within ${p.days} days.`,
  },
  'case.sample-checked': {
    status: 409,
    zh: () => '抽查只针对社区自行销号的问题；这个问题是经他人核查后销号的。',
    en: () => 'Samples are drawn from what communities closed themselves; this one was checked by somebody else.',
  },
  'case.until-early': {
    status: 422,
    zh: (p) => `延期要晚于现在的时限（${p.due}），也不能早于今天。`,
    en: (p) => `An extension must end after the present deadline (${p.due}) and not before today.`,
  },
  'case.review-early': {
    status: 422,
    zh: () => '复核日期应在今天以后。',
    en: () => 'The day of review must lie ahead.',
  },
  'case.photo-needed': {
    status: 422,
    zh: (p) => `“${p.type}”要有整改后的照片才能${p.step}。请先上传同一位置的整改后照片。`,
    en: (p) => `“${p.type}” needs a photo taken after the fix. Add one of the same spot first.`,
  },
  'case.type-unknown': {
    status: 422,
    zh: (p) => `问题类型“${p.code}”不在目录中。请从列表中选择。`,
    en: (p) => `The problem type “${p.code}” is not in the catalogue. Choose one from the list.`,
  },
  'case.place-unknown': {
    status: 422,
    zh: () => '所选的地点不存在，或不在您负责的范围内。请重新选择。',
    en: () => 'The place chosen does not exist or is not yours. Choose another.',
  },
  'case.party-unknown': {
    status: 422,
    zh: () => '所选的责任单位或责任人不存在，可能已被移除。请重新选择。',
    en: () => 'The responsible body chosen does not exist. Choose another.',
  },
  'case.source-above': {
    status: 403,
    zh: (p) => `来源“${p.source}”不能由您登记。`,
    en: (p) => `You cannot enter a case of the source “${p.source}”.`,
  },
  'case.found-ahead': {
    status: 422,
    zh: () => '发现日期不能晚于今天。',
    en: () => 'A problem cannot be found on a day ahead.',
  },
  'case.spot-needs-own': {
    status: 422,
    zh: () => '即查即改只用于社区自查发现的问题；其他来源的问题要走交办、整改、核查。',
    en: () => 'Fixed-on-the-spot is for what the community found itself; other problems take the whole way.',
  },
  'case.id-taken': {
    status: 409,
    zh: () => '同一编号的问题已经登记，而内容不同。请刷新后再试。',
    en: () => 'A case of this id exists with other contents. Reload and try again.',
  },
  'case.photo-late': {
    status: 409,
    zh: () => '这个问题已经了结，不能再补照片。',
    en: () => 'This case has ended; no photo can be added any more.',
  },
  'case.photo-same': {
    status: 422,
    zh: () => '这张照片已经作为整改前（或整改后）的照片上传过，不能又用在另一头。请上传整改后在同一位置重新拍的照片。',
    en: () => 'This very picture already stands on the other side of the fix. Take a new one of the same spot.',
  },
  'case.time-above': {
    status: 403,
    zh: () => '上级交办的问题已有时限，不能由社区另定。请不填时限，或请交办的上级另定。',
    en: () =>
      'What an office above handed down has its time already, and the community gives it no other. Leave the time empty, or ask that office.',
  },
  'case.photo-many': {
    status: 422,
    zh: (p) => `一个问题最多附 ${p.most} 张照片。`,
    en: (p) => `A case carries at most ${p.most} photos.`,
  },
})
