import { Link } from 'react-router'
import type { Column } from '#kernel/web/column.ts'
import type { Community } from '#kernel/web/use-community.ts'
import type { Say } from '#kernel/web/words.ts'
import type { CaseRow } from '../list-schema.ts'
import { SEVERITY_LABEL, SOURCE_LABEL } from '../schema.ts'
import { dueMark } from './due-mark.tsx'
import { StateMark } from './state-mark.tsx'

/** The columns of every list of problems. */
export function caseColumns(t: Say, community: Community): Column<CaseRow>[] {
  return [
    {
      key: 'issue',
      title: t('问题'),
      phone: 'title',
      render: (row) => (
        <>
          <Link to={community.href(`/cases/${row.id}`)}>{row.issue}</Link>
          <div className="quiet case-under">{underTitle(row, t)}</div>
        </>
      ),
    },
    {
      key: 'place',
      title: t('地点'),
      width: 150,
      render: (row) => [row.place, row.locus].filter(Boolean).join(' · ') || '—',
    },
    { key: 'state', title: t('状态'), width: 130, render: (row) => <StateMark row={row} /> },
    { key: 'due', title: t('时限'), width: 150, render: (row) => dueMark(row, t) },
    { key: 'party', title: t('责任单位'), width: 150, render: (row) => sayParty(row, t) },
    { key: 'source', title: t('来源'), width: 110, phone: 'hide', render: (row) => t(SOURCE_LABEL[row.source]) },
    {
      key: 'foundOn',
      title: t('发现日期'),
      width: 120,
      render: (row) => <span className="number">{row.foundOn}</span>,
    },
  ]
}

function underTitle(row: CaseRow, t: Say): string {
  return [
    row.severity === 'ordinary' ? '' : t(SEVERITY_LABEL[row.severity]),
    row.checkItem,
    row.before > 0 ? t('此前同处同项 {count} 次', { count: row.before }) : '',
    row.joins > 0 ? t('另有 {count} 人反映', { count: row.joins }) : '',
    row.photos > 0 ? t('照片{count}张', { count: row.photos }) : '',
    row.photosAway > 0 ? t('{count}张在手机上', { count: row.photosAway }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Who answers for it now: the body it was handed to, or the community itself once it has been handed out. */
export function sayParty(row: Pick<CaseRow, 'party' | 'partyId' | 'dueAt'>, t: Say): string {
  if (row.partyId !== null) return row.party || t('（个人信息已清除）')
  return row.dueAt === null ? '—' : t('社区自行整改')
}
