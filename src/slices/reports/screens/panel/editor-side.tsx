import { useWords } from '#kernel/web/words.ts'
import type { FigureAttrs, ReportDoc } from '../../doc.ts'
import type { ReportFull } from '../../schema.ts'
import type { BlockRange } from '../editor/block-range.ts'
import { CheckPanel } from './check-panel.tsx'
import { ChipPanel } from './chip-panel.tsx'
import { EventsList } from './events-list.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { PanelFrame } from './panel-frame.tsx'

/** A number in the text by its chip, or one sentence of 存在的问题, which has a label of its own. */
export interface Opened {
  chip: string
  label?: string
  byKey: boolean
  /** What had the focus; it gets it back. */
  from: Element | null
}

interface EditorSideProps {
  report: ReportFull
  doc: ReportDoc
  opened: Opened | null
  /** Null when the chip has been deleted meanwhile. */
  attrs: FigureAttrs | null
  wide: boolean
  onChange: (attrs: FigureAttrs) => void
  onClose: () => void
  openChip: (chip: string) => void
  goTo: (range: BlockRange) => void
}

/** Beside the text: the number that was opened, and what to look at before the report goes out. */
export function EditorSide({ report, doc, opened, attrs, wide, onChange, onClose, openChip, goTo }: EditorSideProps) {
  const t = useWords()
  const item = opened?.label === undefined ? null : opened
  const open = opened !== null && (attrs !== null || item !== null)
  return (
    <aside className="report-side" aria-label={t('汇报资料')}>
      <div className="report-side-scroll">
        {open && (
          <PanelFrame
            key={opened.chip}
            title={attrs?.label ?? item?.label ?? ''}
            wide={wide}
            takeFocus={opened.byKey}
            onClose={onClose}
          >
            {attrs ? (
              <ChipPanel report={report} attrs={attrs} onChange={onChange} />
            ) : (
              <EvidenceList
                reportId={report.id}
                ask={{ chip: opened.chip }}
                addTo={{ figureKey: 'problem.', day: report.to }}
              />
            )}
          </PanelFrame>
        )}
        {/* Kept while a number is open beside the text, so that nothing is asked again when it closes. */}
        <div hidden={open && wide}>
          <section className="panel">
            <h2>{t('核对')}</h2>
            <CheckPanel reportId={report.id} doc={doc} goTo={goTo} openChip={openChip} />
          </section>
          <section className="panel">
            <h2>{t('经过')}</h2>
            <EventsList events={report.events} />
          </section>
        </div>
      </div>
    </aside>
  )
}
