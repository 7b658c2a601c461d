import { Alert } from 'antd'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useMe } from '#kernel/web/use-me.ts'
import { useWords } from '#kernel/web/words.ts'

/** The demo's story is left as it was told: one's own workbook goes into the community beside it. */
export function DemoNotice() {
  const t = useWords()
  const community = useCommunity()
  const me = useMe()
  const beside = me.data?.communities.find(
    (each) => !each.demo && each.code !== community.code && each.grants.includes('write:imports'),
  )
  return (
    <Alert
      className="problem-notice"
      type="info"
      showIcon
      title={t('演示社区里的内容是编好的一年，自己的表格请导入到旁边的社区，两边的数字才不会混在一起。')}
      action={
        beside && (
          <Link className="button-link primary" to={`/c/${encodeURIComponent(beside.code)}/import`}>
            {t('换到{name}', { name: beside.name })}
          </Link>
        )
      }
    />
  )
}
