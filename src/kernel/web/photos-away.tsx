import { useWords } from './words.ts'

/** Photos that were told of with a record and have not come: it has some, even where none are to be seen. */
export function PhotosAway({ count }: { count: number }) {
  const t = useWords()
  if (count === 0) return null
  return (
    <p className="photos-away">
      {t('还有 {count} 张照片在手机上，联网后会自动传来；一直没到，请提醒记录人打开手机应用。', { count })}
    </p>
  )
}
