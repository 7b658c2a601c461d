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
  /** Whether any place is known to lie somewhere. */
  anyPoint: boolean
  position: Position
  value: string | null
  onChange: (id: string | null) => void
  locus: string
  /** Takes one line once a place stands ready, until it is tapped. */
  folds?: boolean
  onLocus: (words: string) => void
}

const SHOWN = 6
const NEAR_SHOWN = 4
const FOUND = 12

/** The nearest and likeliest places as buttons; all others by name or by the first letters of its pinyin. */
export function PlacePicker(props: PlacePickerProps) {
  const { places, likely, near, anyPoint, position, value, onChange, locus, onLocus, folds = false } = props
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(!folds || value === null)
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places])
  // Whoever has no place of their own may name any: the office looks at it.
  const none = useMemo(() => !places.some((place) => place.mine), [places])
  const usable = useMemo(() => places.filter((place) => place.mine || none), [places, none])
  const names = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { name } of usable) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  }, [usable])
  const metres = useMemo(() => new Map(near.map((one) => [one.place.id, one.metres])), [near])
  const found = useMemo(() => findPlaces(usable, typed, FOUND), [usable, typed])
  const offered = useMemo(() => {
    const close = near.filter(({ place }) => place.mine || none).slice(0, NEAR_SHOWN)
    const usual = likely.flatMap((id) => byId.get(id) ?? []).filter((place) => place.mine || none)
    const own = usable.filter((place) => place.mine && place.type !== 'grid')
    return [...new Set([...close.map(({ place }) => place), ...usual, ...own])].slice(0, SHOWN)
  }, [near, likely, byId, usable, none])
  const shown = typed.trim() === '' ? offered : found
  const chosen = value === null ? undefined : byId.get(value)
  const all = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown
  const nameOf = (place: PlaceNode): string => ((names.get(place.name) ?? 0) > 1 ? pathOf(place, byId) : place.name)
  const away = (place: PlaceNode) =>
    metres.has(place.id) && <small>{t('约 {metres} 米', { metres: roughly(metres.get(place.id)!) })}</small>
  if (!open && chosen)
    return (
      <section className="place" aria-label={t('地点')}>
        <div className="chips" role="group" aria-label={t('选地点')}>
          <button type="button" aria-pressed={true} onClick={() => setOpen(true)}>
            <span>
              {nameOf(chosen)}
              {locus && ` · ${locus}`}
              {away(chosen)}
            </span>
          </button>
          <button type="button" className="fold" aria-expanded={false} onClick={() => setOpen(true)}>
            {t('换地点、写位置')}
          </button>
        </div>
      </section>
    )
  const nothingNear = !anyPoint
    ? t('地点还没有登记位置，可按拼音找。')
    : position.trouble === 'denied'
      ? t('没有允许定位，可按拼音找。')
      : position.trouble === 'unknown'
        ? t('没有得到位置，可按拼音找。')
        : position.at && near.length === 0
          ? t('附近没有登记过位置的地点，可按拼音找。')
          : ''
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
            {nameOf(place)}
            {away(place)}
          </button>
        ))}
      </div>
      {places.length === 0 && <p className="hint">{t('还没有读到地点，可先写在“具体位置”里。')}</p>}
      {places.length > 0 && none && (
        <p className="hint">
          {t('还没有给您分地点，请社区在“包抓责任”里分给您。现在可以在下面按名称找全部地点，记的由社区核对。')}
        </p>
      )}
      {places.length > 0 && typed.trim() !== '' && found.length === 0 && (
        <p className="hint">{t('没有找到，可写在“具体位置”里。')}</p>
      )}
      {position.mayAsk && (
        <button type="button" className="plain" onClick={position.ask}>
          {t('按我的位置排列地点')}
        </button>
      )}
      {(position.at !== null || position.trouble !== null) && nothingNear && (
        <p className="hint" role="status">
          {nothingNear}
        </p>
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
