import { Select } from 'antd'
import { useNavigate } from 'react-router'
import type { MyCommunity, MyOffice } from '#kernel/web/me.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

interface CommunitySwitchProps {
  communities: MyCommunity[]
  offices: MyOffice[]
}

/** Which community one works in, or which office above; a choice only for those who have several. */
export function CommunitySwitch({ communities, offices }: CommunitySwitchProps) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const homes = [
    ...offices.map((each) => ({ value: `/o/${encodeURIComponent(each.code)}/accounts`, label: each.name })),
    ...communities.map((each) => ({ value: `/c/${encodeURIComponent(each.code)}/home`, label: each.name })),
  ]
  if (homes.length === 1) return <span className="bar-community">{community.name}</span>
  return (
    <Select
      className="bar-community"
      aria-label={t('切换社区')}
      variant="borderless"
      value={community.level ? community.href('/accounts') : community.href('/home')}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={homes}
      onChange={(home) => void navigate(home)}
    />
  )
}
