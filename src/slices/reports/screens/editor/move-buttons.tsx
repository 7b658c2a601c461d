import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '#kernel/web/words.ts'

interface MoveButtonsProps {
  name: string
  first: boolean
  last: boolean
  onMove: (by: -1 | 1) => void
}

export function MoveButtons({ name, first, last, onMove }: MoveButtonsProps) {
  const t = useWords()
  return (
    <span className="row-acts">
      <Button
        size="small"
        type="text"
        disabled={first}
        aria-label={t('{name}上移', { name })}
        icon={<ArrowUpOutlined aria-hidden />}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        type="text"
        disabled={last}
        aria-label={t('{name}下移', { name })}
        icon={<ArrowDownOutlined aria-hidden />}
        onClick={() => onMove(1)}
      />
    </span>
  )
}
