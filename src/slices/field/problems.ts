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
