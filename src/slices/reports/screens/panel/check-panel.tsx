import { Button } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { figuresOf, type ReportDoc } from '../../doc.ts'
import type { Advice } from '../../schema.ts'
import { typedNumbersIn } from '../../typed-in-doc.ts'
import type { BlockRange } from '../editor/block-range.ts'

interface CheckPanelProps {
  reportId: string
  doc: ReportDoc
  goTo?: ((range: BlockRange) => void) | undefined
  openChip?: ((chip: string) => void) | undefined
}

/** What to look at before the report goes out: numbers without a value, typed numbers, and what does not fit together. */
export function CheckPanel({ reportId, doc, goTo, openChip }: CheckPanelProps) {
  const t = useWords()
  const shown = useDeferredValue(doc)
  const typed = useMemo(() => typedNumbersIn(shown), [shown])
  const empty = useMemo(() => figuresOf(shown).filter((node) => node.attrs.value === null), [shown])
  const advice = useOne<{ rows: Advice[] }>(`/reports/${reportId}/checks`)
  return (
    <>
      <h3>{t('没有数值的数字（{count}处）', { count: empty.length })}</h3>
      {empty.length === 0 && <p className="quiet">{t('每个数字都取到了。')}</p>}
      <ul className="plain-list">
        {empty.map(({ attrs }) => (
          <li key={attrs.chip}>
            <Words text={attrs.label || attrs.key} act={openChip && (() => openChip(attrs.chip))} />
            <p className="quiet">{attrs.problem}</p>
          </li>
        ))}
      </ul>
      <h3>{t('手填数字（{count}处）', { count: typed.length })}</h3>
      <p className="quiet">
        {typed.length === 0
          ? t('正文里没有手填的数字。')
          : t('这些数字不是从台账里取的，定稿前请逐个核对；能从台账取的，改用“插入数字”。')}
      </p>
      <ul className="plain-list">
        {typed.map((one) => (
          <li key={`${one.block} ${one.start}`}>
            <Words text={one.text} act={goTo && (() => goTo(one))} />
            <p className="quiet">{`…${one.around}…`}</p>
          </li>
        ))}
      </ul>
      <div className="panel-head">
        <h3>{t('核对提示')}</h3>
        <Button size="small" loading={advice.isFetching} onClick={() => void advice.refetch()}>
          {t('重新核对')}
        </Button>
      </div>
      <ProblemNotice problem={advice.error} retry={() => void advice.refetch()} />
      {advice.isLoading && <Loading rows={3} />}
      {advice.data?.rows.length === 0 && <p className="quiet">{t('没有发现前后不一致的地方。')}</p>}
      <ul className="plain-list">
        {advice.data?.rows.map((one) => (
          <li key={`${one.code} ${one.block} ${one.start}`}>
            <p>{one.message}</p>
            {goTo && (
              <Button size="small" type="link" className="row-open" onClick={() => goTo(one)}>
                {t('到文中查看')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Words({ text, act }: { text: string; act?: (() => void) | undefined }) {
  if (!act) return <strong>{text}</strong>
  return (
    <Button type="link" className="row-open" onClick={act}>
      {text}
    </Button>
  )
}
