import { useMemo, useState } from 'react'
import type { PlaceNode } from '#slices/places/schema.ts'
import { findPlaces, pathOf } from './find-place.ts'

interface PlacePickerProps {
  places: PlaceNode[]
  /** Ids, the likeliest first. */
  likely: string[]
  value: string | null
  onChange: (id: string | null) => void
  locus: string
  onLocus: (words: string) => void
}

const SHOWN = 6
const FOUND = 12

/** The likeliest places as buttons; all others by name or by the first letters of its pinyin. */
export function PlacePicker({ places, likely, value, onChange, locus, onLocus }: PlacePickerProps) {
  const [typed, setTyped] = useState('')
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places])
  const usable = useMemo(() => places.filter((place) => place.mine), [places])
  const names = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { name } of usable) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  }, [usable])
  const found = useMemo(() => findPlaces(usable, typed, FOUND), [usable, typed])
  const own = usable.filter((place) => place.type !== 'grid' && !likely.includes(place.id))
  const first = [...likely.flatMap((id) => byId.get(id) ?? []).filter((place) => place.mine), ...own]
  const shown = typed.trim() === '' ? first.slice(0, SHOWN) : found
  const chosen = value === null ? undefined : byId.get(value)
  const offered = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown
  return (
    <section aria-label="地点">
      <h2>地点</h2>
      <div className="chips" role="group" aria-label="选地点">
        {offered.map((place) => (
          <button
            key={place.id}
            type="button"
            aria-pressed={place.id === value}
            onClick={() => onChange(place.id === value ? null : place.id)}
          >
            {(names.get(place.name) ?? 0) > 1 ? pathOf(place, byId) : place.name}
          </button>
        ))}
      </div>
      {typed.trim() !== '' && found.length === 0 && <p className="hint">没有找到，可写在“具体位置”里。</p>}
      <div className="two">
        <label>
          找地点
          <input
            value={typed}
            maxLength={30}
            placeholder="名称或首字母，如 HYXQ"
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label>
          具体位置（可不填）
          <input value={locus} maxLength={80} autoComplete="off" onChange={(event) => onLocus(event.target.value)} />
        </label>
      </div>
    </section>
  )
}
