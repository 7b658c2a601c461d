import { Tag } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import { REPORT_STATE_LABEL, type ReportState } from '../schema.ts'
import { TONES } from './tones.ts'

const TONE: Record<ReportState, keyof typeof TONES> = {
  draft: 'blue',
  review: 'yellow',
  issued: 'green',
  withdrawn: 'grey',
}

/** 拟稿 / 待书记审核 / 已定稿 / 已作废: the word says it, the colour only repeats it. */
export function StateTag({ state }: { state: ReportState }) {
  const t = useWords()
  return (
    <Tag className={`state-tag state-${state}`} style={TONES[TONE[state]]}>
      {t(REPORT_STATE_LABEL[state])}
    </Tag>
  )
}
