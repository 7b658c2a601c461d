import { Button, Checkbox, Collapse, Space, Tag } from 'antd'
import { useState } from 'react'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch, SheetMapping } from '../schema.ts'
import { ColumnTable, type ColumnChoice } from './column-table.tsx'
import { useSaveMapping } from './save-mapping.ts'
import { useImportTargets } from './use-import-targets.ts'

interface ColumnsStepProps {
  batch: ImportBatch
  onBack: () => void
  onNext: () => void
}

/** Which field each column is. Only what is changed is sent, so that what was guessed stays a guess. */
export function ColumnsStep({ batch, onBack, onNext }: ColumnsStepProps) {
  const t = useWords()
  const community = useCommunity()
  const writes = community.can('write', 'imports')
  const { targets } = useImportTargets()
  const saveMapping = useSaveMapping(batch)
  const [choices, setChoices] = useState<Record<string, ColumnChoice>>({})
  const [remember, setRemember] = useState(true)
  const { busy, problem, attempt } = useAttempt()
  const ready = batch.sheets.filter((sheet) => sheet.state === 'ready')
  const next = () => {
    const sheets = ready.flatMap((sheet): SheetMapping[] => {
      const changed = choices[sheet.sheet]
      // Every column is named, so that the choice stands whatever a later guess would say.
      const columns = Object.fromEntries(sheet.columns.map((column) => [column.letter, column.field]))
      return changed ? [{ sheet: sheet.sheet, target: sheet.target, columns: { ...columns, ...changed } }] : []
    })
    if (sheets.length === 0) return onNext()
    return attempt(async () => {
      await saveMapping({ sheets, remember })
      onNext()
    })
  }
  // Sheets with a column nobody takes are opened: there is something to look at.
  const open = ready
    .filter((sheet) => sheet.columns.some((column) => column.field === null && column.header !== ''))
    .map((sheet) => sheet.sheet)
  return (
    <section className="panel">
      <h2>{t('各列对应什么')}</h2>
      <p className="quiet">{t('左边是表里的列名和前几行内容，右边是它会记成什么。没有对应的列不导入。')}</p>
      <Collapse
        defaultActiveKey={open.length > 0 ? open : ready.slice(0, 1).map((sheet) => sheet.sheet)}
        items={ready.map((sheet) => {
          const left = sheet.columns.filter((column) => column.field === null && column.header !== '').length
          return {
            key: sheet.sheet,
            label: (
              <span>
                {sheet.sheet} → {sheet.targetLabel}
                {left > 0 && <Tag style={{ marginInlineStart: 8 }}>{t('{count}列没有对应', { count: left })}</Tag>}
              </span>
            ),
            children: (
              <ColumnTable
                sheet={sheet}
                target={targets.find((target) => target.code === sheet.target)}
                choice={choices[sheet.sheet] ?? {}}
                onChange={(choice) => setChoices({ ...choices, [sheet.sheet]: choice })}
                disabled={!writes || busy}
              />
            ),
          }
        })}
      />
      <p>
        <Checkbox checked={remember} disabled={!writes} onChange={(event) => setRemember(event.target.checked)}>
          {t('记住改过的对应，以后同样表头的表自动照办')}
        </Checkbox>
      </p>
      <ProblemNotice problem={problem} />
      <Space>
        <Button onClick={onBack} disabled={busy}>
          {t('上一步')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => void next()}>
          {t('下一步：预览')}
        </Button>
      </Space>
    </section>
  )
}
