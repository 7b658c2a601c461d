import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Say } from '#kernel/web/words.ts'
import type { CaseRow } from '../list-schema.ts'
import { sayDue } from './say-due.ts'

/** How the deadline stands, in words and with a sign beside the colour; — where none runs. */
export function dueMark(row: CaseRow, t: Say): ReactNode {
  const said = sayDue(row, Date.now(), t)
  if (!said) return '—'
  return (
    <span className={`due due-${said.tone}`}>
      {said.tone === 'bad' && <ExclamationCircleOutlined aria-hidden />}
      {said.tone === 'warn' && <ClockCircleOutlined aria-hidden />}
      {said.text}
    </span>
  )
}
