import type { PlainState } from './schema.ts'

/** What the public page says and allows; it imports nothing, because that page must stay small. */

/** Characters each; the page and the server say the same. */
export const SNAP_MOST = { issue: 300, locus: 80, contact: 60 } as const

export const SNAP_WORDS: Record<PlainState, { title: string; words: string }> = {
  'to-accept': { title: '已收到', words: '社区已收到，正在核实。' },
  'to-dispatch': { title: '已受理', words: '社区已受理，正在安排人处理。' },
  fixing: { title: '整改中', words: '已经安排处理，正在整改。' },
  'to-check': { title: '待核查', words: '处理的人说已经改好，社区正在核查。' },
  'on-hold': { title: '协调中', words: '这个问题一时改不完，或需要其他单位配合，正在协调。' },
  done: { title: '已办结', words: '已经整改并销号。' },
}
