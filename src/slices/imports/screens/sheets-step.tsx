import { Button, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { today } from '#kernel/web/period.ts'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { ImportBatch, ImportSheet, ImportTarget } from '../schema.ts'
import { useSaveMapping } from './save-mapping.ts'
import { targetOptions } from './target-options.ts'
import { useImportTargets } from './use-import-targets.ts'

/** Which register or ledger each sheet is; a wrong guess is put right here. */
export function SheetsStep({ batch, onNext }: { batch: ImportBatch; onNext: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const writes = community.can('write', 'imports')
  const { targets, error, isLoading, refetch } = useImportTargets()
  const saveMapping = useSaveMapping(batch)
  const [which, setWhich] = useState<string | null>(null)
  const { busy, problem, attempt } = useAttempt()
  const ready = batch.sheets.filter((sheet) => sheet.state === 'ready')
  const save = (changed: string | null, body: Parameters<typeof saveMapping>[0]) => {
    setWhich(changed)
    return attempt(() => saveMapping(body))
  }
  const choose = (sheet: ImportSheet, target: string | null) =>
    save(sheet.sheet, { sheets: [{ sheet: sheet.sheet, target, columns: {} }], remember: true })
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('认出的工作表（{ready} / {all}）', { ready: ready.length, all: batch.sheets.length })}</h2>
        <Select<number>
          aria-label={t('台账年份')}
          value={batch.year}
          disabled={!writes || busy}
          options={years(batch.year).map((year) => ({
            value: year,
            label: t('{year}年的台账', { year: String(year) }),
          }))}
          onChange={(year) => void save(null, { sheets: [], remember: false, year })}
        />
      </div>
      <p className="quiet">{t('认错了或没认出来的，在右边改。改过一次，以后同样表头的表会自动照办。')}</p>
      {isLoading && <Loading />}
      <ProblemNotice problem={problem ?? error} retry={error ? () => void refetch() : undefined} />
      <ul className="sheet-list">
        {batch.sheets.map((sheet) => (
          <li key={sheet.sheet}>
            <div className="sheet-head">
              <h3>{sheet.sheet}</h3>
              <Tag>{stateWord(sheet, t)}</Tag>
              <Select
                aria-label={t('工作表“{sheet}”是什么', { sheet: sheet.sheet })}
                value={sheet.state === 'ready' ? (sheet.target ?? '') : ''}
                disabled={!writes || sheet.state === 'empty' || busy}
                loading={busy && which === sheet.sheet}
                options={optionsFor(sheet, targets, t)}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                onChange={(next) => void choose(sheet, next === '' ? null : next)}
              />
            </div>
            <p className="quiet">{explain(sheet, t)}</p>
            {sheet.state === 'ready' && sheet.skipped.length > 0 && (
              <details>
                <summary>{t('没有当作记录的{count}行', { count: sheet.skipped.length })}</summary>
                <ul className="plain-list">
                  {sheet.skipped.map((row) => (
                    <li key={row.row}>{t('第{row}行：{said}', { row: row.row, said: row.said })}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Space>
        <Button type="primary" disabled={ready.length === 0 || busy} onClick={onNext}>
          {t('下一步：对列')}
        </Button>
        {ready.length === 0 && <span className="quiet">{t('至少为一张工作表选定类别。')}</span>}
      </Space>
    </section>
  )
}

function optionsFor(sheet: ImportSheet, targets: readonly ImportTarget[], t: Say) {
  const likely = sheet.alternatives.filter((one) => one.target !== sheet.target && one.label !== '').slice(0, 3)
  return [
    { value: '', label: t('不导入这张表') },
    ...(likely.length > 0
      ? [{ label: t('也可能是'), options: likely.map((one) => ({ value: one.target, label: one.label })) }]
      : []),
    ...targetOptions(
      targets.filter((target) => !likely.some((one) => one.target === target.code)),
      t,
    ),
  ]
}

function stateWord(sheet: ImportSheet, t: Say): string {
  return {
    ready: sheet.remembered ? t('沿用上次的对应') : t('已认出'),
    hidden: t('隐藏的，未导入'),
    unknown: t('没认出来'),
    ignored: t('不导入'),
    empty: t('空表'),
  }[sheet.state]
}

function explain(sheet: ImportSheet, t: Say): string {
  switch (sheet.state) {
    case 'hidden':
      return t('这张表在工作簿里是隐藏的，多半是旧表，没有导入。需要时请选定它是什么。')
    case 'unknown':
      return t('表头和已有的类别都对不上。请选定它是什么，或不导入；也可以先到“台账类别”里建一类。')
    case 'ignored':
      return t('按您的选择没有导入。')
    case 'empty':
      return t('里面没有内容。')
    case 'ready':
      return t('{rows}行，{taken}列对上', {
        rows: sheet.rowCount,
        taken: sheet.columns.filter((column) => column.field !== null).length,
      })
  }
}

function years(own: number): number[] {
  const now = Number(today().slice(0, 4))
  const offered = Array.from({ length: now - 2008 }, (_, at) => now - at)
  return offered.includes(own) ? offered : [own, ...offered]
}
