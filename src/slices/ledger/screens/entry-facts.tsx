import { Link } from 'react-router'
import { trimDecimal } from '#kernel/print-figure.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import { VIA_LABEL, type EntryRow } from '../schema.ts'
import { sayField, sayWhen } from './say-entry.ts'

/** What a record holds: its quantities large, then everything else by name. */
export function EntryFacts({ row, kind }: { row: EntryRow; kind: KindDef | undefined }) {
  const t = useWords()
  const community = useCommunity()
  const place = row.placeName.replaceAll(' / ', ' › ')
  // Retired fields are shown where a record still holds them.
  const fields = (kind?.fields ?? [])
    .map((field) => ({ field, said: sayField(field, row, t) }))
    .filter(({ field, said }) => said !== '' || !field.retired)
  return (
    <>
      {row.amounts.length > 0 && (
        <ul className="totals" aria-label={t('数量')}>
          {row.amounts.map((each) => (
            <li key={each.measure}>
              <strong className="number">
                {trimDecimal(each.amount)}
                {each.unit}
              </strong>
              {each.label}
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          { label: t('日期'), value: <span className="number">{sayWhen(row, t)}</span> },
          {
            label: t('地点'),
            value:
              row.placeId && community.can('read', 'registers') ? (
                <Link to={community.href(`/places/${row.placeId}`)}>{place}</Link>
              ) : (
                place
              ),
          },
          ...(row.locus === '' ? [] : [{ label: t('具体位置'), value: row.locus }]),
          ...fields.map(({ field, said }) => ({ label: field.label, value: said })),
          ...(row.campaignName === '' ? [] : [{ label: t('专项行动'), value: row.campaignName }]),
          ...(row.note === '' ? [] : [{ label: t('备注'), value: row.note }]),
          { label: t('记录人'), value: row.authorName },
          { label: t('来源'), value: t(VIA_LABEL[row.via]) },
          { label: t('记录时间'), value: <span className="number">{sayInstant(row.recordedAt)}</span> },
        ]}
      />
    </>
  )
}
