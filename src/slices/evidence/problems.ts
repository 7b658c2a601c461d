import { defineProblems } from '#kernel/problem.ts'

export const evidenceProblems = defineProblems({
  'evidence.question-unknown': {
    status: 404,
    zh: () => '找不到这条照片询问，可能已经不需要处理。请刷新列表。',
    en: () => 'There is no such question about photos; reload the list.',
  },
})
