import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportTarget, PendingRow } from '../schema.ts'
import { RowFields } from './row-fields.tsx'

interface MendFormProps {
  row: PendingRow
  target: ImportTarget
  disabled: boolean
}

/** The words of a broken row, to be put right; saving makes it a record. */
export function MendForm({ row, target, disabled }: MendFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [values, setValues] = useState(row.values)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [learn, setLearn] = useState(true)
  const { busy, problem, attempt } = useAttempt()
  const said = row.values.place ?? ''
  const submit = () =>
    attempt(async () => {
      const body = { version: row.version, values, placeId, learn }
      await save(api.post(community.api(`/pending-rows/${row.id}/mend`), body), t('已入账'))
    })
  const refused =
    problem instanceof ApiProblem && target.fields.some((field) => field.key === problem.field)
      ? { field: problem.field!, message: problem.message }
      : null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <RowFields
        target={target}
        values={values}
        onChange={setValues}
        faulty={row.faulty}
        placeId={placeId}
        onPlace={setPlaceId}
        nearest={row.nearest}
        refused={refused}
      />
      {placeId !== null && said !== '' && row.faulty.includes('place') && (
        <p>
          <Checkbox checked={learn} onChange={(event) => setLearn(event.target.checked)}>
            {t('以后写“{said}”都是指这里', { said })}
          </Checkbox>
        </p>
      )}
      <ProblemNotice problem={refused ? null : problem} />
      <Button type="primary" htmlType="submit" loading={busy} disabled={disabled}>
        {t('保存并入账')}
      </Button>
    </form>
  )
}
