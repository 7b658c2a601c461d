import { Alert } from 'antd'
import { Link } from 'react-router'
import { saySpan } from '#kernel/web/days-said.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { PhotoQuestion } from '../schema.ts'
import { sideRecord } from './side-photo.ts'

/** After 用错照片: the question leaves the list, and the way to both its records stays until it is closed. */
export function MendNotice({ question, onClose }: { question: PhotoQuestion; onClose: () => void }) {
  const t = useWords()
  const community = useCommunity()
  return (
    <Alert
      className="mend-notice"
      type="success"
      showIcon
      role="status"
      closable={{ closeIcon: true, 'aria-label': t('关闭'), onClose }}
      title={t('已记下。打开照片用错的那条记录，换上对的照片。')}
      description={
        <ul>
          {question.sides.map((side) => (
            <li key={side.id}>
              <Link to={sideRecord(community, side)}>
                {[side.kind && t(side.kind), side.says, side.place, side.dayFrom && saySpan(side.dayFrom, side.dayTo)]
                  .filter(Boolean)
                  .join(' · ')}
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  )
}
