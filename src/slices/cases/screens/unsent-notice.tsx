import { Alert } from 'antd'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { SentPhotos } from './send-case-photos.ts'

/** Photos that did not get through, each with its reason. */
export function UnsentNotice({ unsent }: { unsent: SentPhotos['unsent'] }) {
  const t = useWords()
  if (unsent.length === 0) return null
  return (
    <Alert
      className="problem-notice"
      role="alert"
      type="warning"
      showIcon
      title={t('还有 {count} 张照片没有传上。可以重传，也可以去掉后继续。', { count: unsent.length })}
      description={unsent.map((each) => (
        <p key={each.photo.key}>{`${each.photo.file.name}：${sentenceOf(each.cause, t)}`}</p>
      ))}
    />
  )
}
