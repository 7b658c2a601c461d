import type { OutlineSummary } from '../../schema.ts'

export const OUTLINE_PERIOD_LABEL: Record<OutlineSummary['period'], string> = {
  month: '每月',
  quarter: '每季度',
  year: '每年',
  free: '不限',
}
