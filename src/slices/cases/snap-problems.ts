import { defineProblems } from '#kernel/problem.ts'

export const snapProblems = defineProblems({
  'snap.busy': {
    status: 429,
    zh: () => '现在提交的人较多，请过一分钟再试，已填写的内容还在。',
    en: () => 'Many are reporting at the moment. Try again in a minute; what you wrote is kept.',
  },
  'snap.enough': {
    status: 429,
    zh: () => '今天从这里提交的问题已经很多，请明天再试，或直接打电话告诉社区。',
    en: () => 'Enough was reported from here today. Try again tomorrow, or ring the community.',
  },
  'snap.refused': {
    status: 422,
    zh: () => '没有收下。请刷新页面重新填写，只填看得见的栏目。',
    en: () => 'Not taken. Reload the page and fill in only what you see.',
  },
  'snap.only-words': {
    status: 422,
    zh: () => '请只写文字，不要带网页代码。',
    en: () => 'Plain words only, no markup.',
  },
  'snap.where': {
    status: 422,
    zh: () => '请选择地点，或在“具体位置”里写明在哪里。',
    en: () => 'Choose a place, or write where it is.',
  },
  'snap.gone': {
    status: 409,
    zh: () => '这个问题已经办结或不再公开，请另报一个。',
    en: () => 'That problem has ended or is no longer shown. Report a new one.',
  },
  'snap.code-unknown': {
    status: 404,
    zh: () => '没有查到。请核对查询码（共 12 位），并确认是从同一个社区的二维码进入的。',
    en: () => 'Nothing found. Check the code (12 letters and digits) and that the page is of the same community.',
  },
  'snap.not-ended': {
    status: 409,
    zh: () => '这个问题还没有办结，办结后再请您评价是否真的整改好了。',
    en: () => 'This is not closed yet; once it is, you can say whether it is really fixed.',
  },
  'snap.nobody-said-no': {
    status: 409,
    zh: () => '没有居民反映这个问题没整改好，或已经重新立了一件。',
    en: () => 'No resident said that this is not fixed, or it was already opened again.',
  },
  'snap.hours': {
    status: 422,
    zh: () => '办公时间每段要有先后，各段按先后排列、互不重叠。',
    en: () => 'Each stretch of office hours ends after it begins, and they follow each other without overlap.',
  },
})
