import { Button, Tag } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import type { Column } from '#kernel/web/column.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { type Say, useWords } from '#kernel/web/words.ts'
import { LIMIT_UNIT_LABEL, LIMIT_UNITS } from '#kernel/work-calendar.ts'
import type { CaseLimit } from '../deadline-schema.ts'
import { SEVERITIES, SEVERITY_LABEL, type Severity } from '../schema.ts'
import type { Limit } from '../type-schema.ts'

interface KindLimits {
  code: string
  label: string
  limits: Record<Severity, CaseLimit>
}

const sayLimit = ({ n, unit }: Limit, t: Say): string => t('{n} 个{unit}', { n, unit: t(LIMIT_UNIT_LABEL[unit]) })

/** One row a kind, one column a severity; what the office set itself is marked. */
export function LimitTable() {
  const t = useWords()
  const community = useCommunity()
  const limits = useOne<CaseLimit[]>('/case-limits')
  const [open, setOpen] = useState<CaseLimit | null>(null)
  const writes = community.can('write', 'settings')
  const nameOf = ({ typeCode, typeLabel, pointTypes }: CaseLimit) =>
    typeCode === '' ? t('所有类型') : [typeLabel, ...pointTypes].join(' · ')
  const columns: Column<KindLimits>[] = [
    { key: 'kind', title: t('问题类型'), phone: 'title', render: (row) => row.label },
    ...SEVERITIES.map((severity): Column<KindLimits> => ({
      key: severity,
      title: t(SEVERITY_LABEL[severity]),
      width: 240,
      render: ({ label, limits: of }) => {
        const limit = of[severity]
        const said = sayLimit(limit.limit, t)
        return (
          <span className="limit-cell">
            {writes ? (
              <Button
                type="link"
                className="limit-change"
                aria-label={t('改{kind}{severity}的时限，现为{limit}', {
                  kind: label,
                  severity: t(SEVERITY_LABEL[severity]),
                  limit: said,
                })}
                onClick={() => setOpen(limit)}
              >
                {said}
              </Button>
            ) : (
              said
            )}
            {limit.own && <Tag>{t('自定')}</Tag>}
          </span>
        )
      },
    })),
  ]
  return (
    <section className="panel">
      <h2>{t('整改时限')}</h2>
      <p className="quiet">
        {t('没有标“自定”的是本系统的样例时限，不是任何城市的规定。“所有类型”一改，没有单独自定的类型都改用它。')}
      </p>
      <ProblemNotice problem={limits.error} retry={() => void limits.refetch()} />
      {limits.isLoading && <Loading />}
      {limits.data && (
        <RowsTable
          caption={t('整改时限')}
          rows={byKind(limits.data, nameOf)}
          columns={columns}
          rowKey={(row) => row.code || '-'}
        />
      )}
      <LimitDrawer limit={open} name={open ? nameOf(open) : ''} onClose={() => setOpen(null)} />
    </section>
  )
}

function byKind(limits: CaseLimit[], nameOf: (row: CaseLimit) => string): KindLimits[] {
  return [...Map.groupBy(limits, (row) => row.typeCode)].map(([code, rows]) => ({
    code,
    label: nameOf(rows[0]!),
    limits: Object.fromEntries(rows.map((row) => [row.severity, row])) as Record<Severity, CaseLimit>,
  }))
}

function LimitDrawer({ limit, name, onClose }: { limit: CaseLimit | null; name: string; onClose: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  if (!limit) return null
  const { typeCode, severity, version } = limit
  const put = async (next: Limit | null) => {
    await save(api.put(community.api('/case-limits'), { typeCode, severity, version, limit: next }), t('已保存'))
    onClose()
  }
  return (
    <FormDrawer
      title={t('{kind}（{severity}）的时限', { kind: name, severity: t(SEVERITY_LABEL[severity]) })}
      open
      onClose={onClose}
      initial={{ n: String(limit.limit.n), unit: limit.limit.unit, back: false }}
      fields={[
        {
          name: 'n',
          label: t('时限'),
          type: 'number',
          required: true,
          min: 0.5,
          max: 400,
          when: ({ back }) => back !== true,
        },
        {
          name: 'unit',
          label: t('时限单位'),
          type: 'choice',
          required: true,
          when: ({ back }) => back !== true,
          options: LIMIT_UNITS.map((unit) => ({ value: unit, label: t(LIMIT_UNIT_LABEL[unit]) })),
          help: t('工作时只算办公时间内；工作日和自然日都到最后一天的 24 点。'),
        },
        ...(limit.own
          ? [
              {
                name: 'back',
                label: t('恢复样例时限'),
                type: 'flag' as const,
                yes: t('恢复样例时限（{limit}）', { limit: sayLimit(limit.shipped, t) }),
              },
            ]
          : []),
      ]}
      onSubmit={(values) =>
        put(values.back === true ? null : { n: Number(values.n), unit: values.unit as Limit['unit'] })
      }
    />
  )
}
