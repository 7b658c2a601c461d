import { BellOutlined } from '@ant-design/icons'
import { Badge } from 'antd'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { NoticeList } from '../notice-schema.ts'

/** In the bar above every page: a bell, and a dot while a digest is unread. */
export function NoticeBell() {
  const t = useWords()
  const community = useCommunity()
  const reads = community.can('read', 'cases')
  const unread = useOne<NoticeList>('/notices', { enabled: reads }).data?.unread ?? 0
  if (!reads) return null
  const label = unread > 0 ? t('提醒，{count} 条没看', { count: unread }) : t('提醒')
  return (
    <Link to={community.href('/notices')} className="bell" aria-label={label} title={label}>
      <Badge dot={unread > 0}>
        <BellOutlined aria-hidden />
      </Badge>
    </Link>
  )
}
