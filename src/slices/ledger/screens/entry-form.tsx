import { Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useLeaveAsk } from '#kernel/web/use-leave-ask.ts'
import { useWords } from '#kernel/web/words.ts'
import type { EntryRow } from '../schema.ts'
import type { EntryPreset } from './entry-specs.ts'
import { kindOptions } from './kind-options.ts'
import { KindForm } from './kind-form.tsx'
import { useKinds } from './use-kinds.ts'

interface EntryFormProps {
  open: boolean
  onClose: () => void
  /** The record to correct; without it a new one is made. */
  row?: EntryRow | undefined
  preset?: EntryPreset
  /** After it is saved, photos and all. */
  onSaved?: (id: string) => void
}

const NOTHING: EntryPreset = {}

/** 新记一笔, or 更正: one form for every kind, made from what the kind says it carries. */
export function EntryForm({ open, onClose, row, preset = NOTHING, onSaved }: EntryFormProps) {
  const t = useWords()
  const { changed, kept, leave } = useLeaveAsk(onClose)
  const close = () => {
    kept()
    onClose()
  }
  return (
    <Drawer
      title={row ? t('更正：{kind}', { kind: row.kindLabel }) : t('新记一笔')}
      open={open}
      onClose={leave}
      size="min(760px, 100vw)"
      destroyOnHidden
      mask={{ closable: false }}
    >
      {open && (
        <Inner row={row} preset={preset} onClose={close} onCancel={leave} onChanged={changed} onSaved={onSaved} />
      )}
    </Drawer>
  )
}

interface InnerProps extends Omit<EntryFormProps, 'open'> {
  preset: EntryPreset
  onCancel: () => void
  onChanged: () => void
}

function Inner({ row, preset, onClose, onCancel, onChanged, onSaved }: InnerProps) {
  const t = useWords()
  const id = useId()
  const { kinds, loaded, error, again } = useKinds()
  const [chosen, choose] = useState(row?.kind ?? preset.kind ?? null)
  const kind = kinds.find((each) => each.code === chosen && (row !== undefined || !each.retired))
  if (error) return <ProblemNotice problem={error} retry={again} />
  if (!loaded) return <Loading rows={6} />
  return (
    <>
      {!row && (
        <div className="kind-choice">
          <label htmlFor={id}>{t('记哪一类')}</label>
          <Select
            id={id}
            value={kind ? kind.code : null}
            placeholder={t('选择台账类别')}
            options={kindOptions(
              kinds.filter((each) => !each.retired),
              t,
            )}
            showSearch={{ optionFilterProp: 'label' }}
            listHeight={440}
            onChange={choose}
          />
        </div>
      )}
      {kind ? (
        <KindForm
          key={kind.code}
          kind={kind}
          row={row}
          preset={preset}
          onClose={onClose}
          onCancel={onCancel}
          onChanged={onChanged}
          onSaved={onSaved}
        />
      ) : (
        <p className="quiet">{t('先选类别，下面会列出这一类要填的内容。')}</p>
      )}
    </>
  )
}
