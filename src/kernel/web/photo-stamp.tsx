import type { PhotoFacts } from '#kernel/photo-facts.ts'
import { stampOf } from '#kernel/photo-stamp.ts'
import { useWords } from './words.ts'

interface PhotoStampProps {
  /** Unknown: nothing is drawn. */
  facts: PhotoFacts | undefined
  /** Of the record it stands on. */
  place: string
  /** Lies over a large picture; otherwise it stands below a small one. */
  over?: boolean
}

/** When, by what, where and by whom a photo was taken, what is doubtful about that, and when the server had it. */
export function PhotoStamp({ facts, place, over = false }: PhotoStampProps) {
  const t = useWords()
  if (!facts) return null
  const { taken, doubt, arrived } = stampOf(facts, place, t)
  return (
    <span className={over ? 'photo-stamp photo-stamp-over' : 'photo-stamp'}>
      <span>{taken}</span>
      {doubt !== '' && <strong>{doubt}</strong>}
      <span>{arrived}</span>
    </span>
  )
}
