import { useMemo, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { PlaceNode } from '#slices/places/schema.ts'
import { findPlaces, pathOf } from './find-place.ts'
import type { Near } from './near.ts'
import type { Position } from './use-position.ts'

interface PlacePickerProps {
  places: PlaceNode[]
  /** Ids, the likeliest first. */
  likely: string[]
  /** What is near, nearest first; empty while nobody knows where we are. */
  near: readonly Near[]
  position: Position
  value: string | null
  onChange: (id: string | null) => void
  locus: string
  onLocus: (words: string) => void
}

const SHOWN = 6
const NEAR_SHOWN = 4
const FOUND = 12

/** The nearest and likeliest places as buttons; all others by name or by the first letters of its pinyin. */
export function PlacePicker(props: PlacePickerProps) {
  const { places, likely, near, position, value, onChange, locus, onLocus } = props
  const t = useWords()
  const [typed, setTyped] = useState('')
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places])
  const usable = useMemo(() => places.filter((place) => place.mine), [places])
  const names = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { name } of usable) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  }, [usable])
  const metres = useMemo(() => new Map(near.map((one) => [one.place.id, one.metres])), [near])
  const found = useMemo(() => findPlaces(usable, typed, FOUND), [usable, typed])
  const offered = useMemo(() => {
    const close = near.filter(({ place }) => place.mine).slice(0, NEAR_SHOWN)
    const usual = likely.flatMap((id) => byId.get(id) ?? []).filter((place) => place.mine)
    const own = usable.filter((place) => place.type !== 'grid')
    return [...new Set([...close.map(({ place }) => place), ...usual, ...own])].slice(0, SHOWN)
  }, [near, likely, byId, usable])
  const shown = typed.trim() === '' ? offered : found
  const chosen = value === null ? undefined : byId.get(value)
  const all = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown
  return (
    <section aria-label={t('地点')}>
      <h2>{t('地点')}</h2>
      <div className="chips" role="group" aria-label={t('选地点')}>
        {all.map((place) => (
          <button
            key={place.id}
            type="button"
            aria-pressed={place.id === value}
            onClick={() => onChange(place.id === value ? null : place.id)}
          >
            {(names.get(place.name) ?? 0) > 1 ? pathOf(place, byId) : place.name}
            {metres.has(place.id) && <small>{t('约 {metres} 米', { metres: roughly(metres.get(place.id)!) })}</small>}
          </button>
        ))}
      </div>
      {places.length === 0 && <p className="hint">{t('还没有读到地点，可先写在“具体位置”里。')}</p>}
      {places.length > 0 && typed.trim() !== '' && found.length === 0 && (
        <p className="hint">{t('没有找到，可写在“具体位置”里。')}</p>
      )}
      {position.mayAsk && (
        <button type="button" className="plain" onClick={position.ask}>
          {t('按我的位置排列地点')}
        </button>
      )}
      {(position.at !== null || position.mayAsk) && (
        <p className="hint">{t('位置只用来把近的地点排在前面，不上传，不留轨迹。')}</p>
      )}
      <div className="two">
        <label>
          {t('找地点')}
          <input
            value={typed}
            maxLength={30}
            placeholder={t('名称或拼音首字母')}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label>
          {t('具体位置（可不填）')}
          <input value={locus} maxLength={80} autoComplete="off" onChange={(event) => onLocus(event.target.value)} />
        </label>
      </div>
    </section>
  )
}

/** A phone knows no single metres. */
const roughly = (metres: number): number => Math.max(10, Math.round(metres / 10) * 10)
