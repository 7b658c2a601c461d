import { Alert, Button } from 'antd'
import { ApiProblem } from './api-problem.ts'
import { useWords, type Say } from './words.ts'

/** The sentence for whatever failed; a mistake of ours is said as such, not hidden. */
export function sentenceOf(cause: unknown, t: Say): string {
  if (cause instanceof ApiProblem) return cause.message
  return t('页面出现意外错误：{what}。请刷新后重试。', { what: cause instanceof Error ? cause.message : String(cause) })
}

/** Says what went wrong where it went wrong. Draws nothing while there is no problem. */
export function ProblemNotice({ problem, retry }: { problem: unknown; retry?: (() => void) | undefined }) {
  const t = useWords()
  if (problem === null || problem === undefined) return null
  const ended = problem instanceof ApiProblem && problem.code === 'session.missing'
  return (
    <Alert
      className="problem-notice"
      role="alert"
      type="error"
      showIcon
      title={sentenceOf(problem, t)}
      action={
        ended ? (
          // A new window, so that what was typed here stays.
          <a href="/sign-in?next=/signed-in" target="_blank" rel="noreferrer">
            {t('在新窗口登录')}
          </a>
        ) : retry ? (
          <Button size="small" onClick={retry}>
            {t('重试')}
          </Button>
        ) : undefined
      }
    />
  )
}
