import { defineProblems } from '#kernel/problem.ts'

export const fieldProblems = defineProblems({
  'field.content': {
    status: 409,
    zh: () => '同一条记录的同一版已经收到过，内容却不同。两份都保留了，请到办公室核对。',
    en: () => 'The same version of this record came before with other words. Both are kept; the office looks at them.',
  },
  'field.fork': {
    status: 409,
    zh: () => '这部手机的记录序号与收到过的对不上，可能是换机或恢复过备份。这条已单独保留，请到办公室核对。',
    en: () => 'The order of this phone’s records does not fit what came before; it may have been restored. Kept aside.',
  },
  'field.broken': {
    status: 422,
    zh: (p) => `手机送来的记录不完整（${p.what}），没有收下。请在手机上打开这条记录重新保存。`,
    en: (p) => `What the phone sent is not whole (${p.what}) and was not taken. Open the record and save it again.`,
  },
  'field.case-edit': {
    status: 409,
    zh: () => '问题已经上报，手机上的修改没有直接生效，已留给办公室核对。',
    en: () => 'The problem is already reported; this change was kept for the office to look at.',
  },
  'field.photos-first': {
    status: 409,
    zh: () => '要有整改后的照片才能办。记录已经收到，照片传到后自动办理。',
    en: () => 'This needs the photo taken after the fix. The record is here and is done when the photo arrives.',
  },
  'field.role-ended': {
    status: 403,
    zh: () => '您在这个社区的工作已经结束，没有直接入账。这条已完整保留，由社区核对后补记。',
    en: () => 'Your work in this community has ended. This is kept whole; the community looks at it and records it.',
  },
  'field.corrected-since': {
    status: 409,
    zh: () => '这条记录上传以后，办公室已经更正过。手机上的修改没有直接覆盖，两份都保留了，由办公室核对。',
    en: () => 'The office corrected this record since. The change from the phone was kept beside it, not over it.',
  },
  'field.set-aside': {
    status: 409,
    zh: (p) => `办公室核对后没有采用这一条。原因：${p.reason}`,
    en: (p) => `The office looked at this and did not use it. Reason: ${p.reason}`,
  },
  'field.settled': {
    status: 409,
    zh: (p) => `这一条刚由${p.who}处理过（${p.what}）。请刷新页面，不用再处理。`,
    en: (p) => `${p.who} has just settled this (${p.whatEn}). Reload; nothing more is to be done.`,
  },
  'field.not-aside': {
    status: 409,
    zh: () => '这一条没有搁置，不用重新拿出来。请刷新页面看现在的情况。',
    en: () => 'This was not set aside. Reload to see how it stands.',
  },
  'field.reason-needed': {
    status: 422,
    zh: () => '用手机送来的内容替换现有记录，要写明原因。',
    en: () => 'Say why what stands is replaced by what the phone sent.',
  },
  'field.case-replace': {
    status: 422,
    zh: () => '已经上报的问题不能整条替换。请打开这个问题，按手机送来的内容办理，再把这一条搁置并写明原因。',
    en: () => 'A reported problem is not replaced as a whole. Act on it, then set this aside with the reason.',
  },
  'field.case-gone': {
    status: 409,
    zh: () => '找不到手机所说的那个问题，不能代为办理。请核对后搁置并写明原因。',
    en: () => 'The problem this step belongs to is not here. Set it aside with the reason.',
  },
  'field.damaged': {
    status: 500,
    zh: () => '保存的内容与手机送来时的校验不一致，没有入账。请联系系统管理员，从备份核对。',
    en: () => 'What is kept no longer matches what the phone sent; nothing was recorded. Compare with a backup.',
  },
  'field.other-account': {
    status: 409,
    zh: () => '这些记录是另一个账号保存的，没有用现在的账号上传。请保存它们的人登录后再传。',
    en: () => 'Another account saved these; they were not sent as yours. Whoever saved them signs in and sends them.',
  },
  'field.stumbled': {
    status: 500,
    zh: () => '服务器没能记下这一条，原样保留了，请办公室核对。',
    en: () => 'The server could not record this; it is kept as it came for the office to look at.',
  },
  'field.photo-unknown': {
    status: 404,
    zh: () => '没有哪条记录在等这张照片。请先同步记录，再传照片。',
    en: () => 'No record waits for this photo. Send the record first.',
  },
  'field.photo-changed': {
    status: 422,
    zh: () => '照片在传送中变了样，没有收下，手机会重新传。',
    en: () => 'The photo changed on its way and was not taken; the phone will send it again.',
  },
  'field.photo-carries': {
    status: 415,
    zh: () => '照片里还带着别的内容（拍摄信息或附加数据），没有收下。请用本程序拍照或选图。',
    en: () => 'The picture carries something besides itself and was not taken. Take or choose it in this app.',
  },
})
