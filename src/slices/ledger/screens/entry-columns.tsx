import { Button } from 'antd'
import type { Column } from '#kernel/web/column.ts'
import type { Say } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import { VIA_LABEL, type EntryRow } from '../schema.ts'
import { sayAmounts, sayPhotos, sayWhat, sayWhen, sayWhere } from './say-entry.ts'

/** The columns of a list of records; the first opens one. */
export function entryColumns(t: Say, kinds: readonly KindDef[], open: (id: string) => void): Column<EntryRow>[] {
  return [
    { key: 'when', title: t('日期'), width: 120, render: (row) => <span className="number">{sayWhen(row, t)}</span> },
    {
      key: 'what',
      title: t('内容'),
      phone: 'title',
      render: (row) => (
        <Button type="link" className="row-open" onClick={() => open(row.id)}>
          {sayWhat(row, kinds)}
        </Button>
      ),
    },
    { key: 'kind', title: t('类别'), width: 130, render: (row) => row.kindLabel },
    { key: 'where', title: t('地点'), width: 150, render: (row) => sayWhere(row, true) || '—' },
    { key: 'amounts', title: t('数量'), render: (row) => sayAmounts(row) || '—' },
    { key: 'campaign', title: t('专项行动'), width: 120, render: (row) => row.campaignName || '—' },
    { key: 'author', title: t('记录人'), width: 90, render: (row) => row.authorName },
    { key: 'via', title: t('来源'), width: 96, phone: 'hide', render: (row) => t(VIA_LABEL[row.via]) },
    { key: 'photos', title: t('照片'), width: 92, align: 'right', render: (row) => sayPhotos(row, t) },
  ]
}
