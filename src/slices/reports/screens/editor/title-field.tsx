import { Input } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import { cleanText } from './document-of.ts'

interface TitleFieldProps {
  value: string
  onChange: (title: string) => void
  /** Enter: on to the text. */
  onDone: () => void
}

/** The title on the paper. It grows with its words and is never empty when saved. */
export function TitleField({ value, onChange, onDone }: TitleFieldProps) {
  const t = useWords()
  return (
    <Input.TextArea
      className="paper-title"
      variant="borderless"
      autoSize
      aria-label={t('标题')}
      lang="zh-CN"
      value={value}
      maxLength={120}
      {...(value.trim() === '' ? { status: 'error' as const, placeholder: t('请填写标题，空着会保留原来的标题') } : {})}
      onChange={(event) => onChange(cleanText(event.target.value))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        onDone()
      }}
    />
  )
}
