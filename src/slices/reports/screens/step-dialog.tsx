import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { figuresOf } from '../doc.ts'
import type { Advice, ReportFull, TypedNumber } from '../schema.ts'

interface StepDialogProps {
  step: 'submit' | 'issue'
  reportId: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

interface Review {
  empty: string[]
  typed: TypedNumber[]
  advice: Advice[]
}

/** Before 提交审核 and 定稿: everything worth a second look, as the server sees it now. It warns, it does not forbid. */
export function StepDialog({ step, reportId, onConfirm, onClose }: StepDialogProps) {
  const t = useWords()
  const { busy, problem, attempt } = useAttempt()
  const review = useReview(reportId)
  const issue = step === 'issue'
  const confirm = () =>
    attempt(async () => {
      await onConfirm()
      onClose()
    })
  return (
    <Modal
      open
      width={640}
      title={issue ? t('定稿') : t('提交审核')}
      okText={issue ? t('确认定稿') : t('确认提交')}
      cancelText={t('再看看')}
      okButtonProps={{ loading: busy, disabled: !review.data }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        {issue
          ? t('定稿后，文字、数字和背后的记录都固定下来，不能再改。以后台账有变动，会在这份汇报里列出来。')
          : t('提交后由书记审核：可以直接定稿，也可以退回修改。')}
      </p>
      <ProblemNotice problem={review.error} retry={() => void review.refetch()} />
      {review.isLoading && <Loading rows={5} />}
      {review.data && <ReviewLists review={review.data} />}
      <ProblemNotice problem={problem} />
    </Modal>
  )
}

function ReviewLists({ review: { empty, typed, advice } }: { review: Review }) {
  const t = useWords()
  if (empty.length + typed.length + advice.length === 0) return <p>{t('数字都有来源，没有发现需要再看的地方。')}</p>
  return (
    // Focusable, so that a long list can be scrolled from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="review-lists" role="region" aria-label={t('定稿前再看一遍')} tabIndex={0}>
      {empty.length > 0 && (
        <>
          <h3>{t('没有数值的数字（{count}处）', { count: empty.length })}</h3>
          <p>{empty.join('、')}</p>
        </>
      )}
      {typed.length > 0 && (
        <>
          <h3>{t('手填数字，无台账（{count}处）', { count: typed.length })}</h3>
          <ul>
            {typed.map((one) => (
              <li key={`${one.block} ${one.start}`}>
                <strong>{one.text}</strong> <span className="quiet">{`…${one.around}…`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {advice.length > 0 && (
        <>
          <h3>{t('核对提示（{count}条）', { count: advice.length })}</h3>
          <ul>
            {advice.map((one) => (
              <li key={`${one.code} ${one.block} ${one.start}`}>{one.message}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function useReview(reportId: string) {
  const base = useCommunity().api(`/reports/${reportId}`)
  return useQuery({
    queryKey: [base, 'review'],
    gcTime: 0,
    queryFn: async ({ signal }): Promise<Review> => {
      const [report, typed, advice] = await Promise.all([
        api.get<ReportFull>(base, undefined, signal),
        api.get<{ rows: TypedNumber[] }>(`${base}/typed-numbers`, undefined, signal),
        api.get<{ rows: Advice[] }>(`${base}/checks`, undefined, signal),
      ])
      const empty = figuresOf(report.doc).filter((node) => node.attrs.value === null)
      return {
        empty: [...new Set(empty.map((node) => node.attrs.label || node.attrs.key))],
        typed: typed.rows,
        advice: advice.rows,
      }
    },
  })
}
