import { Link } from 'react-router'
import { Facts } from '#kernel/web/facts.tsx'
import { sayInstant } from '#kernel/web/days-said.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { LIMIT_UNIT_LABEL } from '#kernel/work-calendar.ts'
import { useDutyRoles } from '#slices/duties/screens/use-duty-roles.ts'
import { SEVERITY_LABEL, SOURCE_LABEL } from '../schema.ts'
import type { CaseFull } from '../view-schema.ts'
import { sayParty } from './case-columns.tsx'
import { dueMark } from './due-mark.tsx'
import { sayDeadline } from './say-due.ts'
import { StateMark } from './state-mark.tsx'

/** What is known of a problem now. */
export function CaseFacts({ row }: { row: CaseFull }) {
  const t = useWords()
  const community = useCommunity()
  const { roles } = useDutyRoles()
  const due = dueMark(row, t)
  const roleName = (code: string) => roles.find((role) => role.code === code)?.label ?? ''
  return (
    <Facts
      facts={[
        { label: t('状态'), value: <StateMark row={row} /> },
        {
          label: t('时限'),
          value:
            row.dueAt === null ? null : (
              <>
                {due !== '—' && <div>{due}</div>}
                <div className="quiet">{sayLimit(row, t)}</div>
              </>
            ),
        },
        { label: t('责任单位'), value: sayParty(row, t) },
        {
          label: t('地点'),
          value: row.placeId && (
            <>
              <Link to={community.href(`/places/${row.placeId}`)}>{row.place}</Link>
              {row.locus !== '' && <div>{row.locus}</div>}
            </>
          ),
        },
        { label: t('问题类型'), value: row.typeLabel && `${row.typeLabel}${row.type?.sample ? t('（样例）') : ''}` },
        { label: t('检查项'), value: row.checkItem },
        { label: t('程度'), value: t(SEVERITY_LABEL[row.severity]) },
        { label: t('来源'), value: [t(SOURCE_LABEL[row.source]), row.sourceRef].filter(Boolean).join(' · ') },
        { label: t('发现日期'), value: row.foundOn },
        {
          label: t('谁负责这里'),
          value:
            row.answering.length === 0 ? (
              t('没有登记责任')
            ) : (
              <ul className="answering">
                {row.answering.map((duty) => (
                  <li key={`${duty.partyId}${duty.role}${duty.distance}`}>
                    {duty.party || t('（个人信息已清除）')} <span className="quiet">{roleName(duty.role)}</span>
                  </li>
                ))}
              </ul>
            ),
        },
        { label: t('谁来销号'), value: sayCloser(row, t) },
        ...(row.outside !== '' ? [{ label: t('需协调的单位'), value: row.outside }] : []),
        ...(row.askedUntil !== null ? [{ label: t('申请延到'), value: row.askedUntil }] : []),
        ...(row.reviewOn !== null ? [{ label: t('复核日期'), value: row.reviewOn }] : []),
        ...(row.recheckOn !== null ? [{ label: t('回头看'), value: sayRecheck(row, t) }] : []),
        ...(row.closedAt !== null ? [{ label: t('销号时间'), value: sayInstant(row.closedAt) }] : []),
        ...(row.joins > 0 ? [{ label: t('也遇到的'), value: t('{count} 人', { count: row.joins }) }] : []),
      ]}
    />
  )
}

function sayLimit(row: CaseFull, t: Say): string {
  const allowed = row.limit ? t('{n} {unit}', { n: row.limit.n, unit: t(LIMIT_UNIT_LABEL[row.limit.unit]) }) : ''
  const until = row.dueAt === null ? '' : t('到 {day}', { day: sayDeadline(row.dueAt) })
  return [until, allowed].filter(Boolean).join('，')
}

function sayCloser(row: CaseFull, t: Say): string {
  if (row.closing === 'self') return t('社区自行销号')
  if (row.closing === 'checked') return t('经他人核查销号')
  if (row.closing === 'before') return t('登记前已整改')
  return row.needsOther ? t('由没有参与整改的人核查后销号') : t('社区可以自行销号')
}

function sayRecheck(row: CaseFull, t: Say): string {
  const who =
    row.state !== 'closed' ? '' : row.recheckBy === '' ? t('由上级去看') : t('抽到 {name}', { name: row.recheckBy })
  return [row.recheckOn, row.recheckKind === 'sample' ? t('抽查') : '', who].filter(Boolean).join(' · ')
}
