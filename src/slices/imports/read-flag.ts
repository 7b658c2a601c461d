import { foldKey } from '#kernel/fold-text.ts'

const YES = new Set(['是', '有', '√', '✓', '✔', '☑', '1', 'y', 'yes', 'true', '对', '已', '在'])
const NO = new Set(['否', '×', '✗', '✘', 'x', '0', 'n', 'no', 'false', '不是', '未'])
const NEGATION = /无|不|未|没|否|非|兜底|自管|自治|代管|弃管|散居/

/**
 * Yes or no as offices write it: 是, √, 有, 物业管理, 社区兜底 … Null when it is neither.
 * @param label the heading: 示范 under 示范点 means yes.
 */
export function readFlag(said: string, label: string): boolean | null {
  const key = foldKey(said)
  if (YES.has(key)) return true
  if (NO.has(key) || NEGATION.test(key)) return false
  if (/^(?:是|有|已)/.test(key) || key.includes('物业')) return true
  return key.length >= 2 && foldKey(label).includes(key) ? true : null
}
