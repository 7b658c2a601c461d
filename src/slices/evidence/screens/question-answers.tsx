import { Button } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { type Answer, ANSWER_LABEL, ANSWERS, type PhotoQuestion } from '../schema.ts'

/** The four things to say. Any of them may be said anew later; none of them changes a record. */
export function QuestionAnswers({ question, onAnswered }: { question: PhotoQuestion; onAnswered: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [busy, setBusy] = useState<Answer | null>(null)
  const [leaving, setLeaving] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  if (!community.can('write', 'evidence')) return null
  const send = async (answer: Answer, word: string) => {
    const said = answer === 'wrong-photo' ? t('已记下。打开照片用错的那条记录，换上对的照片。') : t('已记下')
    const path = community.api(`/photo-questions/${question.id}/answer`)
    await save(api.post(path, { version: question.version, answer, word }), said)
    onAnswered()
  }
  const say = async (answer: Answer) => {
    setBusy(answer)
    setProblem(null)
    try {
      await send(answer, '')
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="photo-answers" role="group" aria-label={t('怎么看')}>
        {ANSWERS.filter((answer) => answer !== question.state).map((answer) => (
          <Button
            key={answer}
            loading={busy === answer}
            disabled={busy !== null && busy !== answer}
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
