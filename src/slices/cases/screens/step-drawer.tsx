import { useQueryClient } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useRef, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import type { FormValues } from '#kernel/web/field-spec.ts'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useLeaveAsk } from '#kernel/web/use-leave-ask.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { NewPhoto } from '#slices/ledger/screens/photo-input.tsx'
import { STEP_LABEL, type StepName } from '../step-schema.ts'
import type { CaseFull } from '../view-schema.ts'
import { CasePhotoInput } from './case-photo-input.tsx'
import { type SentPhotos, sendCasePhotos } from './send-case-photos.ts'
import { stepForm, stepOf } from './step-specs.ts'
import { UnsentNotice } from './unsent-notice.tsx'

export interface Stepped {
  id: string
  /** The new problem a relapse opened. */
  opened: string | null
}

interface StepDrawerProps {
  row: CaseFull
  step: StepName | null
  onClose: () => void
  onDone: (stepped: Stepped) => void
}

/** One step of a problem, beside its page. What the server refuses is said here, and what was typed stays. */
export function StepDrawer({ row, step, onClose, onDone }: StepDrawerProps) {
  const t = useWords()
  const { changed, kept, leave } = useLeaveAsk(onClose)
  return (
    <Drawer
      title={step ? t(STEP_LABEL[step]) : ''}
      open={step !== null}
      onClose={leave}
      size="min(560px, 100vw)"
      destroyOnHidden
      mask={{ closable: false }}
    >
      {step && (
        <Inner
          row={row}
          step={step}
          onChanged={changed}
          onCancel={leave}
          onDone={(stepped) => {
            kept()
            onClose()
            onDone(stepped)
          }}
        />
      )}
    </Drawer>
  )
}

interface InnerProps {
  row: CaseFull
  step: StepName
  onChanged: () => void
  onCancel: () => void
  onDone: (stepped: Stepped) => void
}

function Inner({ row, step, onChanged, onCancel, onDone }: InnerProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const client = useQueryClient()
  // As it was when the form opened: a refetch behind it must not undo what is being typed.
  const [form] = useState(() => stepForm(step, row, community.role, t))
  const [photos, setPhotos] = useState<NewPhoto[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [unsent, setUnsent] = useState<SentPhotos['unsent']>([])
  const version = useRef(row.version)
  const overtaken = useRef(false)

  const submit = async (values: FormValues) => {
    // Photos first: the step is judged by them, and each makes a version of its own.
    if (photos.length > 0) {
      setSent(0)
      const result = await sendCasePhotos(community.api(`/cases/${row.id}/photos`), photos, setSent)
      setSent(null)
      if (result.version !== null) version.current = result.version
      setUnsent(result.unsent)
      setPhotos(result.unsent.map(({ photo }) => photo))
      if (result.unsent.length > 0) return
    }
    // Somebody else was quicker and has been read since: the words typed here go onto what stands now.
    const at = overtaken.current ? Math.max(version.current, row.version) : version.current
    const write = api.post<Stepped>(community.api(`/cases/${row.id}/steps`), stepOf(step, at, values))
    try {
      onDone(await save(write, t('已办理：{step}', { step: t(STEP_LABEL[step]) })))
    } catch (cause) {
      overtaken.current ||= cause instanceof ApiProblem && cause.code === 'object.changed'
      if (overtaken.current) await client.invalidateQueries({ queryKey: [community.api(`/cases/${row.id}`)] })
      throw cause
    }
  }

  return (
    <>
      {form.hint !== undefined && <p className="quiet">{form.hint}</p>}
      <SchemaForm
        fields={form.fields}
        initial={form.initial}
        submitLabel={unsent.length > 0 ? t('重传照片') : t(STEP_LABEL[step])}
        onChange={onChanged}
        onSubmit={submit}
        onCancel={onCancel}
      >
        {form.photos && row.mayAddPhoto && (
          <>
            <CasePhotoInput
              photos={photos}
              standing={row.photoList.length}
              role={form.photos}
              sent={sent}
              onChange={(next) => {
                setPhotos(next)
                onChanged()
              }}
            />
            {form.photos === 'after' && row.type?.photo === 'after' && (
              <p className="quiet">{t('“{type}”要有同一位置的整改后照片才能销号。', { type: row.type.label })}</p>
            )}
            <UnsentNotice unsent={unsent} />
          </>
        )}
      </SchemaForm>
    </>
  )
}
