import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { GroupItem } from '../../doc.ts'
import { sentenceOf } from '../../problem-groups.ts'
import { cleanText } from './document-of.ts'
import { MoveButtons } from './move-buttons.tsx'
import { WordingField } from './wording-field.tsx'

interface GroupItemRowProps {
  item: GroupItem
  /** 一是, 二是 …; '' where it stands alone or is left out. */
  ordinal: string
  first: boolean
  last: boolean
  chooses: boolean
  onChange: (item: GroupItem) => void
  onMove: (by: -1 | 1) => void
  onOpen: () => void
}

/** One sentence of 存在的问题 or 下一步. */
export function GroupItemRow({ item, ordinal, first, last, chooses, onChange, onMove, onOpen }: GroupItemRowProps) {
  const t = useWords()
  const [wording, setWording] = useState<string | null>(null)
  const name = item.item
  const keep = () => {
    const own = cleanText(wording ?? '').trim()
    onChange({ ...item, wording: own === '' || own === item.text ? null : own })
    setWording(null)
  }
  return (
    <li className={item.shown ? 'group-item' : 'group-item left-out'}>
      {wording === null ? (
        <p>
          {ordinal}
          {sentenceOf(item)}。
        </p>
      ) : (
        <WordingField name={t('改写：{name}', { name })} value={wording} onChange={setWording} />
      )}
      <div className="group-acts">
        {chooses && (
          <Checkbox
            aria-label={t('写进汇报：{name}', { name })}
            checked={item.shown}
            onChange={(event) => onChange({ ...item, shown: event.target.checked })}
          >
            {t('写进汇报')}
          </Checkbox>
        )}
        {chooses && <MoveButtons name={name} first={first} last={last} onMove={onMove} />}
        {chooses && (
          <Button
            size="small"
            type="link"
            aria-label={t('{name}：查看{count}条记录', { name, count: item.count })}
            onClick={onOpen}
          >
            {t('{count}条记录', { count: item.count })}
          </Button>
        )}
        {wording === null ? (
          <Button
            size="small"
            type="link"
            aria-label={t('改写：{name}', { name })}
            onClick={() => setWording(sentenceOf(item))}
          >
            {t('改写')}
          </Button>
        ) : (
          <>
            <Button size="small" onClick={keep}>
              {t('改好了')}
            </Button>
            <Button size="small" type="text" onClick={() => setWording(null)}>
              {t('取消')}
            </Button>
          </>
        )}
        {item.wording !== null && wording === null && (
          <Button
            size="small"
            type="link"
            aria-label={t('恢复原句：{name}', { name })}
            onClick={() => onChange({ ...item, wording: null })}
          >
            {t('恢复原句')}
          </Button>
        )}
      </div>
    </li>
  )
}
