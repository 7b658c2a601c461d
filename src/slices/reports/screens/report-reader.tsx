import { useRef, useState } from 'react'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { useWords } from '#kernel/web/words.ts'
import { figuresOf } from '../doc.ts'
import type { ReportFull } from '../schema.ts'
import { ChangesPanel } from './panel/changes-panel.tsx'
import { CheckPanel } from './panel/check-panel.tsx'
import { ChipPanel } from './panel/chip-panel.tsx'
import { EventsList } from './panel/events-list.tsx'
import { EvidenceList } from './panel/evidence-list.tsx'
import { PanelFrame } from './panel/panel-frame.tsx'
import { DocumentButtons } from './document-buttons.tsx'
import { PaperView } from './paper-view.tsx'
import { ReportHead } from './report-head.tsx'
import { StepButtons } from './step-buttons.tsx'
import { useWide } from './use-wide.ts'

type Opened = { chip: string; label?: string }

/** A report to be read: an issued one as it was frozen, or a draft for those who only look. */
export function ReportReader({ report }: { report: ReportFull }) {
  const t = useWords()
  const wide = useWide()
  const [opened, setOpened] = useState<Opened | null>(null)
  const from = useRef<Element | null>(null)
  const figure = figuresOf(report.doc).find((node) => node.attrs.chip === opened?.chip)?.attrs
  const issued = report.state === 'issued'
  const open = (next: Opened) => {
    from.current = document.activeElement
    setOpened(next)
  }
  const close = () => {
    setOpened(null)
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true })
  }
  return (
    <>
      <ReportHead
        report={report}
        actions={
          <>
            <DocumentButtons report={report} />
            <StepButtons report={report} before={async () => true} version={() => report.version} />
          </>
        }
      />
      <div className="report-columns">
        <PaperView
          title={report.title}
          doc={report.doc}
          opened={opened?.chip}
          onOpen={(chip) => open({ chip })}
          onOpenItem={(chip, label) => open({ chip, label })}
        />
        <aside className="report-side" aria-label={t('汇报资料')}>
          <div className="report-side-scroll">
            {opened && (
              <PanelFrame
                key={opened.chip}
                title={figure?.label ?? opened.label ?? t('数字')}
                wide={wide}
                takeFocus
                onClose={close}
              >
                {figure ? (
                  <ChipPanel report={report} attrs={figure} />
                ) : (
                  <EvidenceList reportId={report.id} ask={{ chip: opened.chip }} />
                )}
              </PanelFrame>
            )}
            <div hidden={opened !== null && wide}>
              {issued && (
                <section className="panel">
                  <h2>{t('定稿')}</h2>
                  <Facts
                    facts={[
                      { label: t('定稿人'), value: report.issuerName },
                      {
                        label: t('定稿时间'),
                        value: <span className="number">{report.issuedAt && sayInstant(report.issuedAt)}</span>,
                      },
                      { label: t('截至台账序号'), value: <span className="number">{report.position}</span> },
                    ]}
                  />
                </section>
              )}
              {issued && <ChangesPanel reportId={report.id} />}
              {!issued && (
                <section className="panel">
                  <h2>{t('核对')}</h2>
                  <CheckPanel reportId={report.id} doc={report.doc} />
                </section>
              )}
              <section className="panel">
                <h2>{t('经过')}</h2>
                <EventsList events={report.events} />
              </section>
            </div>
          </div>
        </aside>
      </div>
    </>
  )
}
