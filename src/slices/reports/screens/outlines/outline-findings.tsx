import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { OutlineFinding } from '../../schema.ts'

const QUIET_MS = 600

/** What in the outline cannot be read, by line; asked a moment after the last key. */
export function OutlineFindings({ source, onLine }: { source: string; onLine: (line: number) => void }) {
  const t = useWords()
  const community = useCommunity()
  const [asked, setAsked] = useState(source)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(source), QUIET_MS)
    return () => clearTimeout(timer)
  }, [source])
  const path = community.api('/outlines/check')
  const answer = useQuery({
    queryKey: [path, asked],
    queryFn: () => api.post<{ findings: OutlineFinding[]; keys: string[] }>(path, { source: asked }),
    placeholderData: (before) => before,
  })
  const findings = answer.data?.findings ?? []
  return (
    <section className="outline-findings" aria-label={t('写法检查')} aria-live="polite">
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.data && findings.length === 0 && (
        <p>{t('写法没有问题，用到 {count} 个数字。', { count: answer.data.keys.length })}</p>
      )}
      {findings.length > 0 && (
        <p className="bad">{t('有 {count} 处写法需要改，改好才能保存：', { count: findings.length })}</p>
      )}
      <ul className="plain-list">
        {findings.map((finding) => (
          <li key={`${finding.line} ${finding.code} ${finding.message}`}>
            <Button type="link" className="row-open" onClick={() => onLine(finding.line)}>
              {t('第{line}行', { line: finding.line })}
            </Button>{' '}
            {finding.message}
          </li>
        ))}
      </ul>
    </section>
  )
}
