import { Select } from 'antd'
import { useNavigate } from 'react-router'
import type { MyCommunity } from '#kernel/web/me.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

/** Which community one works in; a choice only for those who have several. */
export function CommunitySwitch({ communities }: { communities: MyCommunity[] }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  if (communities.length === 1) return <span className="bar-community">{community.name}</span>
  return (
    <Select
      className="bar-community"
      aria-label={t('切换社区')}
      variant="borderless"
      value={community.code}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={communities.map((each) => ({ value: each.code, label: each.name }))}
      onChange={(code) => void navigate(`/c/${encodeURIComponent(code)}/home`)}
    />
  )
}
