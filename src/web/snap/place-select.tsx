import type { SnapPage } from '#slices/cases/snap-schema.ts'
import { t } from './words.ts'

interface PlaceSelectProps {
  places: SnapPage['places']
  value: string
  onChange: (id: string) => void
}

/** Names that stand on signs in the street, by grid. */
export function PlaceSelect({ places, value, onChange }: PlaceSelectProps) {
  const groups = [...new Set(places.map(({ within }) => within))]
  return (
    <div className="field">
      <label htmlFor="place">{t('在哪里')}</label>
      <select id="place" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('不在下面，写在“具体位置”里')}</option>
        {groups.map((group) => {
          const options = places
            .filter(({ within }) => within === group)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))
          return group === '' ? (
            options
          ) : (
            <optgroup key={group} label={group}>
              {options}
            </optgroup>
          )
        })}
      </select>
    </div>
  )
}
