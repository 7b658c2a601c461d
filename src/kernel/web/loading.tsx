import { Skeleton } from 'antd'
import { useWords } from './words.ts'

/** Stands where content will be; said aloud once. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const t = useWords()
  return (
    <div role="status" aria-label={t('正在载入')} className="loading">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}
