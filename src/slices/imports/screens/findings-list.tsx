import { Pagination, Segmented, Select } from 'antd'
import { useState } from 'react'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { Finding } from '../schema.ts'

const SIZE = 30
const SEVERITIES = ['error', 'question', 'info'] as const

/** What a file gives to look at, worst first, each named by sheet and cell with a sentence. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const t = useWords()
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length
  const first = SEVERITIES.find((severity) => count(severity) > 0) ?? 'error'
  const [severity, setSeverity] = useState<Finding['severity']>(first)
  const [sheet, setSheet] = useState('')
  const [page, setPage] = useState(1)
  const ofSeverity = findings.filter((finding) => finding.severity === severity)
  const sheets = [...new Set(ofSeverity.map((finding) => finding.sheet))]
  const shown = ofSeverity.filter((finding) => sheet === '' || finding.sheet === sheet)
  if (findings.length === 0) return <EmptyHint what={t('没有要看的问题')} />
  return (
    <>
      <div className="filter-bar">
        <Segmented
          aria-label={t('按轻重')}
          value={severity}
          options={SEVERITIES.map((each) => ({ value: each, label: `${severityWord(each, t)}（${count(each)}）` }))}
          onChange={(next) => {
            setSeverity(next)
            setSheet('')
            setPage(1)
          }}
        />
        {sheets.length > 1 && (
          <Select
            aria-label={t('按工作表')}
            value={sheet}
            popupMatchSelectWidth={false}
            options={[{ value: '', label: t('全部工作表') }, ...sheets.map((name) => ({ value: name, label: name }))]}
            onChange={(next) => {
              setSheet(next)
              setPage(1)
            }}
          />
        )}
      </div>
      <p className="quiet">{severityHint(severity, t)}</p>
      <ul className="findings">
        {shown.slice((page - 1) * SIZE, page * SIZE).map((finding) => (
          <li key={`${finding.sheet} ${finding.cell} ${finding.row} ${finding.message}`}>
            <span className="cell-name">{[finding.sheet, finding.cell].filter(Boolean).join(' ')}</span>
            <span className="said">{finding.message}</span>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <EmptyHint what={t('这一类没有')} />}
      {shown.length > SIZE && (
        <Pagination
          className="pages"
          total={shown.length}
          current={page}
          pageSize={SIZE}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  )
}

function severityWord(severity: Finding['severity'], t: Say): string {
  return { error: t('要修补'), question: t('请核对'), info: t('说明') }[severity]
}

function severityHint(severity: Finding['severity'], t: Say): string {
  return {
    error: t('这些行先放到“待修补”，不进入任何数字，修好再入账。'),
    question: t('已照原样入账，请看看对不对。'),
    info: t('没有导入的内容和原因，告诉您一声。'),
  }[severity]
}
