import { Button, Progress } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { api } from './api.ts'
import { ApiProblem } from './api-problem.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { useCommunity } from './use-community.ts'
import { isOver, useWork, type Work } from './use-work.ts'
import { useWords } from './words.ts'

interface WorkProgressProps<Result> {
  id: string
  /** What is being done: 正在导入. */
  label: string
  /** Called once, when it is done, failed or cancelled. */
  onOver?: (work: Work<Result>) => void
}

/** How far a long work is, with a button to stop it. Leaving the page does not stop it. */
export function WorkProgress<Result = unknown>({ id, label, onOver }: WorkProgressProps<Result>) {
  const t = useWords()
  const community = useCommunity()
  const work = useWork<Result>(id)
  const [stopping, setStopping] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const state = work.data?.state
  const over = work.data && isOver(work.data) ? work.data : null
  const tell = useEffectEvent((ended: Work<Result>) => onOver?.(ended))
  useEffect(() => {
    if (over) tell(over)
  }, [over])
  const stop = () => {
    setStopping(true)
    api.post(community.api(`/work/${id}/cancel`)).catch((cause: unknown) => {
      setStopping(false)
      setProblem(cause)
    })
  }
  const { done, total } = work.data ?? { done: 0, total: 0 }
  const percent = state === 'done' ? 100 : total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0
  const running = state === undefined || state === 'waiting' || state === 'running'
  return (
    <div className="work-progress">
      <p role="status">
        {running && (state === 'waiting' ? t('{label}：排队中', { label }) : label)}
        {state === 'done' && t('{label}：已完成', { label })}
        {state === 'cancelled' && t('{label}：已取消，没有改动', { label })}
        {state === 'failed' && t('{label}：没有成功', { label })}
        {running && total > 0 && ` ${done} / ${total}`}
      </p>
      <Progress
        percent={percent}
        aria-label={label}
        status={state === 'failed' ? 'exception' : state === 'done' ? 'success' : 'active'}
      />
      <ProblemNotice
        problem={problem ?? work.error ?? (work.data?.problem ? new ApiProblem(work.data.problem) : null)}
      />
      {running && (
        <Button onClick={stop} disabled={stopping}>
          {stopping ? t('正在取消…') : t('取消')}
        </Button>
      )}
    </div>
  )
}
