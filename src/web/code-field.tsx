import { useWords } from '#kernel/web/words.ts'
import { GateField } from './gate-field.tsx'

/** The second step: six digits of an authenticator, or a recovery code. It takes the focus when it appears. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords()
  return (
    <GateField
      label={t('动态码')}
      value={value}
      onChange={onChange}
      type="text"
      autoComplete="one-time-code"
      help={t('打开手机上的验证器，输入 6 位动态码；手机不在身边时输入一条恢复码。')}
      max={40}
      first
    />
  )
}
