import type { OutlineWord } from '../../outline-parser.ts'

/** Words an outline may leave to be filled in when a report is drafted from it. */
export const WORD_LABEL: Record<OutlineWord, string> = {
  'community.name': '社区名称',
  'period.text': '汇报时段',
  'period.to': '时段最后一天',
  'last.text': '上期时段',
}
