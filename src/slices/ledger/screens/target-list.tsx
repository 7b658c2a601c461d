import { Button, InputNumber, Select } from 'antd'
import { newId } from '#kernel/ids.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'

/** One thing to reach, while it is still being filled in. */
export interface TargetDraft {
  /** Tells the rows of the form apart. */
  key: string
  kind: string | null
  measure: string | null
  amount: string | null
}

interface TargetListProps {
  kinds: readonly KindDef[]
  value: TargetDraft[]
  onChange: (targets: TargetDraft[]) => void
}

/** What a campaign sets out to reach: a quantity of a kind, and how much of it. */
export function TargetList({ kinds, value, onChange }: TargetListProps) {
  const t = useWords()
  const change = (at: number, next: TargetDraft) =>
    onChange(value.map((target, index) => (index === at ? next : target)))
  return (
    <div className="stack">
      {value.map((target, at) => {
        const measure = kinds
          .find((kind) => kind.code === target.kind)
          ?.measures.find((each) => each.key === target.measure)
        return (
          <div key={target.key} className="target-row">
            <Select
              aria-label={t('第{at}个目标是什么', { at: at + 1 })}
              value={target.kind && target.measure ? `${target.kind}/${target.measure}` : null}
              placeholder={t('选择数量')}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              options={kinds
                .filter((kind) => kind.measures.length > 0)
                .map((kind) => ({
                  label: kind.label,
                  options: kind.measures
                    .filter((each) => !each.retired)
                    .map((each) => ({ value: `${kind.code}/${each.key}`, label: `${each.label}（${each.unit}）` })),
                }))}
              onChange={(next) => {
                const [kind = null, key = null] = next.split('/')
                change(at, { ...target, kind, measure: key })
              }}
            />
            <InputNumber<string>
              stringMode
              controls={false}
              min="0"
              aria-label={t('第{at}个目标的数量', { at: at + 1 })}
              value={target.amount}
              suffix={<span>{measure?.unit ?? ''}</span>}
              onChange={(next) => change(at, { ...target, amount: next === null ? null : String(next) })}
            />
            <Button
              type="text"
              danger
              aria-label={t('去掉第{at}个目标', { at: at + 1 })}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              {t('去掉')}
            </Button>
          </div>
        )
      })}
      <Button onClick={() => onChange([...value, { key: newId(), kind: null, measure: null, amount: null }])}>
        {t('添加目标')}
      </Button>
    </div>
  )
}
