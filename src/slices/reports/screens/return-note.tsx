import { Alert } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import type { ReportFull } from '../schema.ts'

/** Why the report came back, until it is submitted again; and why the author cannot issue it. */
export function ReturnNote({ report }: { report: ReportFull }) {
  const t = useWords()
  const last = report.events.at(-1)
  return (
    <>
      {report.state === 'draft' && last?.event === 'report.returned' && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={t('{name}退回了这份汇报', { name: last.name })}
          description={last.note}
        />
      )}
      {report.needsOther && (
        <Alert
          className="problem-notice"
          type="info"
          showIcon
          title={t('本社区规定由他人定稿：您是起草人，请书记或其他有权限的同事审核定稿。')}
        />
      )}
    </>
  )
}
