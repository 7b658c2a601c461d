import './people.css'
import { Tag, Tooltip } from 'antd'
import { ROLE_LABEL } from '#kernel/reader.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { useWords } from '#kernel/web/words.ts'
import type { AccountRow } from '../account-schema.ts'

/** From when to when somebody is what they are, and what they were before. */
export function RoleSpan({ row }: { row: AccountRow }) {
  const t = useWords()
  if (row.validFrom === null) return <>—</>
  const said = saySpan(row.validFrom, row.validTo, t('长期'))
  const others = row.roles.filter((one) => one.validFrom !== row.validFrom || one.role !== row.role)
  return (
    <>
      <span className="number role-span">{said}</span>
      {row.roleState === 'ended' && <Tag>{t('已到期')}</Tag>}
      {row.roleState === 'planned' && <Tag>{t('未开始')}</Tag>}
      {others.length > 0 && (
        <Tooltip
          title={others
            .map((one) => `${t(ROLE_LABEL[one.role])} ${saySpan(one.validFrom, one.validTo, t('长期'))}`)
            .join('；')}
        >
          <button type="button" className="link-button">
            {t('另有{count}段', { count: others.length })}
          </button>
        </Tooltip>
      )}
    </>
  )
}
