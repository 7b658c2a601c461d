import { Alert } from 'antd'
import { useRef } from 'react'
import { printFigure } from '#kernel/print-figure.ts'
import { api } from '#kernel/web/api.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureAttrs } from '../../doc.ts'
import type { ReportFull } from '../../schema.ts'
import { ChipChoices } from './chip-choices.tsx'
import { EvidenceList } from './evidence-list.tsx'

interface ChipPanelProps {
  report: Pick<ReportFull, 'id' | 'from' | 'to' | 'state'>
  attrs: FigureAttrs
  /** Takes the chip as the server answers it for another print or period; without it nothing can be chosen. */
  onChange?: ((attrs: FigureAttrs) => void) | undefined
}

/** A number opened: as printed and exact, how and for when it is written, and every record behind it. */
export function ChipPanel({ report, attrs, onChange }: ChipPanelProps) {
  const t = useWords()
  const community = useCommunity()
  const { problem, attempt } = useAttempt()
  const asked = useRef(0)
  const period = { from: attrs.from ?? report.from, to: attrs.to ?? report.to }
  // Nothing is disabled meanwhile, which would throw the focus out of the panel; of several choices the last one counts.
  const choose = (choice: Pick<FigureAttrs, 'from' | 'to' | 'print'>) => {
    const turn = ++asked.current
    return attempt(async () => {
      const { chip, key } = attrs
      const answer = await api.post<FigureAttrs>(community.api(`/reports/${report.id}/figure`), {
        chip,
        key,
        ...choice,
      })
      if (turn === asked.current) onChange?.(answer)
    })
  }
  return (
    <div className="chip-panel">
      <p className="figure-value number">{attrs.value === null ? t('没有数值') : attrs.printed}</p>
      {attrs.problem && <Alert className="problem-notice" type="warning" showIcon title={attrs.problem} />}
      <Facts
        facts={[
          { label: t('准确数'), value: attrs.value === null ? '—' : printFigure(attrs.value, attrs.unit, 'exact') },
          { label: t('统计时段'), value: <span className="number">{saySpan(period.from, period.to)}</span> },
        ]}
      />
      {onChange && (
        <ChipChoices key={attrs.chip} attrs={attrs} report={report} onChoose={(choice) => void choose(choice)} />
      )}
      <ProblemNotice problem={problem} />
      <EvidenceList
        key={`${attrs.chip}${period.from}${period.to}`}
        reportId={report.id}
        ask={report.state === 'issued' ? { chip: attrs.chip } : { key: attrs.key, ...period }}
        addTo={report.state === 'issued' ? undefined : { figureKey: attrs.key, day: period.to }}
      />
    </div>
  )
}
