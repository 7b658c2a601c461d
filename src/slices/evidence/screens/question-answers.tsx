import { Button } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { type Answer, ANSWER_LABEL, ANSWERS, type PhotoQuestion } from '../schema.ts'

interface QuestionAnswersProps {
  question: PhotoQuestion
  onAnswered: (answer: Answer) => void
}

/** The four things to say. Any of them may be said anew later; none of them changes a record. */
export function QuestionAnswers({ question, onAnswered }: QuestionAnswersProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [said, setSaid] = useState<Answer | null>(null)
  const { busy, problem, attempt } = useAttempt()
  const [leaving, setLeaving] = useState(false)
  if (!community.can('write', 'evidence')) return null
  const send = async (answer: Answer, word: string) => {
    const path = community.api(`/photo-questions/${question.id}/answer`)
    await save(api.post(path, { version: question.version, answer, word }), t('已记下'))
    onAnswered(answer)
  }
  const say = (answer: Answer) => {
    setSaid(answer)
    return attempt(() => send(answer, ''))
  }
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="photo-answers" role="group" aria-label={t('怎么看')}>
        {ANSWERS.filter((answer) => answer !== question.state).map((answer) => (
          <Button
            key={answer}
            loading={busy && said === answer}
            disabled={busy && said !== answer}
            onClick={() => (answer === 'left' ? setLeaving(true) : void say(answer))}
          >
            {t(ANSWER_LABEL[answer])}
          </Button>
        ))}
      </div>
      <ConfirmWithReason
        open={leaving}
        title={t('先放着')}
        submitLabel={t('先放着')}
        onClose={() => setLeaving(false)}
        onSubmit={(word) => send('left', word)}
      >
        <p>{t('写一句在等什么，自己和同事以后看得明白。它会放在“先放着的”里，随时可以再看。')}</p>
      </ConfirmWithReason>
    </>
  )
}
