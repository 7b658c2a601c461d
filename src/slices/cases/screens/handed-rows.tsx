import { Checkbox, Input } from 'antd'
import { PartyPicker } from '#kernel/web/party-picker.tsx'
import { PlacePicker } from '#kernel/web/place-picker.tsx'
import { useWords } from '#kernel/web/words.ts'
import { LIMIT_UNIT_LABEL } from '#kernel/work-calendar.ts'
import type { ListPreviewRow } from '../handed-list-schema.ts'

export type EditedRow = ListPreviewRow

/** Each problem of a list as it was read: taken or not, its place and party put right, with what should be looked at. */
export function HandedRows({ rows, onChange }: { rows: readonly EditedRow[]; onChange: (rows: EditedRow[]) => void }) {
  const t = useWords()
  const change = (id: string, part: Partial<EditedRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  return (
    <ol className="handed-rows">
      {rows.map((row, at) => (
        <li key={row.id} className={row.taken ? '' : 'handed-left'}>
          <Checkbox checked={row.taken} onChange={(event) => change(row.id, { taken: event.target.checked })}>
            {t('登记第 {at} 个', { at: at + 1 })}
          </Checkbox>
          <label>
            {t('什么问题')}
            <Input.TextArea
              value={row.issue}
              maxLength={500}
              autoSize
              onChange={(event) => change(row.id, { issue: event.target.value })}
            />
          </label>
          <div className="handed-where">
            <span>
              <label htmlFor={`place-${row.id}`}>{t('地点')}</label>
              <PlacePicker
                id={`place-${row.id}`}
                value={row.placeId}
                onChange={(placeId) => change(row.id, { placeId })}
              />
            </span>
            <label>
              {t('具体位置')}
              <Input
                value={row.locus}
                maxLength={80}
                onChange={(event) => change(row.id, { locus: event.target.value })}
              />
            </label>
            <span>
              <label htmlFor={`party-${row.id}`}>{t('责任单位')}</label>
              <PartyPicker
                id={`party-${row.id}`}
                value={row.partyId ? [row.partyId] : []}
                onChange={(ids) => change(row.id, { partyId: ids[0] ?? null })}
              />
            </span>
          </div>
          {row.limit && (
            <p className="quiet">
              {t('时限：{n} {unit}', { n: row.limit.n, unit: t(LIMIT_UNIT_LABEL[row.limit.unit]) })}
            </p>
          )}
          {row.findings.map((finding) => (
            <p key={finding} className="warn">
              {finding}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
