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
    // What can be done about it differs by what was saved: the phone says it.
    zh: (p) => `这条记录的“${p.what}”不完整或写法不对，没有收下。`,
    en: (p) => `The ${p.whatEn} of this record could not be read, so it was not taken.`,
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
  'field.withdraw-since': {
    status: 409,
    zh: () => '这条记录上传以后，办公室已经更正过。没有直接撤回，由办公室核对。',
    en: () => 'The office corrected this record since. It was not withdrawn; the office looks at it.',
  },
  'field.withdraw-waits': {
    status: 409,
    zh: () => '要撤回的记录还在等办公室处理，撤回也已送到，由办公室一并处理。',
    en: () => 'The record to withdraw still waits at the office; the withdrawal is there too and is settled with it.',
  },
  'field.withdraw-nothing': {
    status: 409,
    zh: () => '台账里没有这条记录，不用撤回。请把这条撤回搁置。',
    en: () => 'The ledger holds no such record, so there is nothing to withdraw. Set this withdrawal aside.',
  },
  'field.set-aside': {
    status: 409,
    zh: (p) => `办公室核对后没有采用这一条。原因：${p.reason}`,
    en: (p) => `The office looked at this and did not use it. Reason: ${p.reason}`,
  },
  'field.clock-off': {
    status: 409,
    zh: (p) =>
      `手机的时钟快了约 ${p.off}，日期因此写成了还没有到的 ${p.said}，没有直接入账。已完整保留，由办公室核对日期后入账。`,
    en: (p) =>
      `The phone’s clock was about ${p.offEn} ahead, so the day became ${p.said}, still to come. Kept whole; the office looks at the day and records it.`,
  },
  'field.clock-right': {
    status: 422,
    zh: () => '这部手机的时钟没有影响日期，按手机写的日期入账。日期本身写错的，入账后再更正。',
    en: () => 'This phone’s clock did not change the day. Record it with its day; a wrong one is corrected afterwards.',
  },
  'field.not-two': {
    status: 422,
    zh: () => '只有台账里已有同一条记录时才能“另记一笔”。请刷新页面，看现在能怎样处理。',
    en: () => 'A second record is made only beside one that stands in the ledger. Reload to see what can be done.',
  },
  'field.from-file': {
    status: 409,
    zh: () => '由手机导出的文件交来，还没有核对。核对后代为入账，或者搁置。',
    en: () => 'Handed in as a file from a phone and not looked at yet. Record it, or set it aside.',
  },
  'field.file-elsewhere': {
    status: 422,
    zh: (p) => `这几条是别的社区（代号 ${p.code}）的记录，这里不能收。请交给那个社区的资料员打开。`,
    en: (p) => `These are records of another community (${p.code}). Let the clerk of that community open the file.`,
  },
  'field.file-changed': {
    status: 422,
    zh: () => '这一条的内容与手机保存时的校验不一致，没有收。请让本人重新导出，或口述后由您补记。',
    en: () => 'This no longer matches what the phone saved and was not taken. Export it again, or write it down anew.',
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
  'field.waiting-full': {
    status: 429,
    zh: () =>
      '等办公室核对的记录已经太多，这一条暂时没有收下，仍在手机里，不会丢。办公室处理一些后会自动再传，也请联系社区。',
    en: () => 'Too much waits for the office already. This stays on the phone and is sent again once some is settled.',
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
