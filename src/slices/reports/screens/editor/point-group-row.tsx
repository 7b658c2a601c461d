import { Checkbox } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import type { PointGroup } from '../../doc.ts'
import { chineseOrdinal } from '../../printed-blocks.ts'
import { GroupItemRow } from './group-item-row.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { moved } from './moved.ts'

interface PointGroupRowProps {
  group: PointGroup
  first: boolean
  last: boolean
  /** 存在的问题: what is shown and in which order is chosen here; 下一步 follows it. */
  chooses: boolean
  onChange: (group: PointGroup) => void
  onMove: (by: -1 | 1) => void
  onOpen: (chip: string, label: string) => void
}

/** One point type with its sentences. */
export function PointGroupRow({ group, first, last, chooses, onChange, onMove, onOpen }: PointGroupRowProps) {
  const t = useWords()
  const title = t('{type}测评点位方面', { type: group.pointType })
  const shown = group.items.filter((item) => item.shown)
  return (
    <section className={group.shown ? 'point-group' : 'point-group left-out'} aria-label={title}>
      <div className="point-group-head">
        {chooses ? (
          <Checkbox checked={group.shown} onChange={(event) => onChange({ ...group, shown: event.target.checked })}>
            {title}
          </Checkbox>
        ) : (
          <span>{title}</span>
        )}
        {chooses && <MoveButtons name={title} first={first} last={last} onMove={onMove} />}
      </div>
      <ol>
        {group.items.map((item, at) => (
          <GroupItemRow
            key={item.item}
            item={item}
            ordinal={item.shown && shown.length > 1 ? `${chineseOrdinal(shown.indexOf(item))}是` : ''}
            first={at === 0}
            last={at === group.items.length - 1}
            chooses={chooses}
            onChange={(next) =>
              onChange({ ...group, items: group.items.map((each, index) => (index === at ? next : each)) })
            }
            onMove={(by) => onChange({ ...group, items: moved(group.items, at, by) })}
            onOpen={() => onOpen(`problem:${group.pointType}/${item.item}`, `${group.pointType}：${item.item}`)}
          />
        ))}
      </ol>
    </section>
  )
}
