import { sayInstant } from '#kernel/web/days-said.ts'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch, ImportSheet } from '../schema.ts'
import { ResultPanel } from './result-panel.tsx'

/** An import that is over, looked at later. */
export function BatchDone({ batch }: { batch: ImportBatch }) {
  const t = useWords()
  return (
    <>
      {batch.finishedAt !== null && <p>{t('{at} 导入完成', { at: sayInstant(batch.finishedAt) })}</p>}
      {batch.summary && <ResultPanel batch={batch} summary={batch.summary} />}
      <section className="panel">
        <h2>{t('文件里的工作表')}</h2>
        <RowsTable<ImportSheet>
          caption={t('文件里的工作表')}
          rows={batch.sheets}
          rowKey={(sheet) => sheet.sheet}
          columns={[
            { key: 'sheet', title: t('工作表'), phone: 'title', render: (sheet) => sheet.sheet },
            {
              key: 'target',
              title: t('记成'),
              render: (sheet) => (sheet.state === 'ready' ? sheet.targetLabel : t('没有导入')),
            },
            {
              key: 'rows',
              title: t('行数'),
              width: 90,
              align: 'right',
              render: (sheet) => (sheet.state === 'ready' ? sheet.rowCount : '—'),
            },
          ]}
        />
      </section>
    </>
  )
}
