import { Button, Tag } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportTarget, PendingRow } from '../schema.ts'
import { MendForm } from './mend-form.tsx'

interface PendingCardProps {
  row: PendingRow
  target: ImportTarget | undefined
  /** Whether the form stands open from the start. */
  open: boolean
}

/** One broken row: what is wrong with it, what its cells say, and the form that puts it right. */
export function PendingCard({ row, target, open }: PendingCardProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [chosen, choose] = useState<boolean | null>(null)
  const [dropping, setDropping] = useState(false)
  // Until somebody folds it, the first row stands open: when it is settled, the next one opens by itself.
  const mending = chosen ?? open
  const waiting = row.state === 'waiting'
  const writes = waiting && community.can('write', 'imports')
  const name = t('{sheet}第{row}行', { sheet: row.sheet, row: row.row })
  return (
    <section className="panel" aria-label={name}>
      <div className="panel-head">
        <h2>
          {name} <Tag>{row.targetLabel}</Tag>
        </h2>
        {writes && (
          <span className="row-acts">
            <Button danger onClick={() => setDropping(true)} aria-label={t('{name}不入账', { name })}>
              {t('不入账')}
            </Button>
            <Button
              aria-expanded={mending}
              aria-label={mending ? t('收起{name}', { name }) : t('修补{name}', { name })}
              onClick={() => choose(!mending)}
            >
              {mending ? t('收起') : t('修补')}
            </Button>
          </span>
        )}
      </div>
      <p className="quiet">{t('来自“{file}”', { file: row.fileName })}</p>
      {row.reason !== null && <p>{t('原因：{reason}', { reason: row.reason })}</p>}
      <ul className="findings">
        {row.findings.map((finding) => (
          <li key={`${finding.cell} ${finding.message}`}>
            <span className="cell-name">{finding.cell ?? name}</span>
            <span className="said">{finding.message}</span>
          </li>
        ))}
      </ul>
      {waiting && mending && target && (
        <div className="mend">
          <div>
            <h3 className="form-group">{t('表里原来写的')}</h3>
            <OriginalCells row={row} target={target} />
          </div>
          <div>
            <h3 className="form-group">{t('改成')}</h3>
            <MendForm row={row} target={target} disabled={!writes} />
          </div>
        </div>
      )}
      <ConfirmWithReason
        open={dropping}
        title={t('{name}不入账', { name })}
        submitLabel={t('不入账')}
        danger
        onClose={() => setDropping(false)}
        onSubmit={async (reason) => {
          await save(
            api.post(community.api(`/pending-rows/${row.id}/drop`), { version: row.version, reason }),
            t('已标为不入账'),
          )
        }}
      >
        <p>{t('这一行不会成为记录；原因留下来，以后查得到。')}</p>
      </ConfirmWithReason>
    </section>
  )
}

function OriginalCells({ row, target }: { row: PendingRow; target: ImportTarget }) {
  const t = useWords()
  const labelOf = (key: string) => target.fields.find((field) => field.key === key)?.label ?? key
  // A faulty field whose cell is empty is part of what stood there, too.
  const keys = [...new Set([...Object.keys(row.values), ...row.faulty])]
  return (
    <dl className="cells">
      {keys.map((key) => (
        <div key={key} className={row.faulty.includes(key) ? 'faulty' : ''}>
          <dt>{labelOf(key)}</dt>
          <dd>{row.values[key] || t('（空）')}</dd>
        </div>
      ))}
    </dl>
  )
}
