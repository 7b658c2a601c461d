import { Button, Input, Popover, Select, Space, type InputRef } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import { PartyPicker } from '#kernel/web/party-picker.tsx'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { PARTY_KIND_LABEL, PARTY_KINDS, type PartyKind } from '#slices/people/schema.ts'

interface PartyFieldSpec {
  many: boolean
  kind: PartyKind | undefined
  /** Whoever may write the registers can add a missing one on the spot. */
  registers: boolean
}

/** How a form draws a field of units, teams or persons: the picker, and beside it 登记新的. */
export function drawPartyField(spec: PartyFieldSpec) {
  return ({ value, onChange, id }: { value: unknown; onChange: (value: unknown) => void; id: string }): ReactNode => (
    <PartyField {...spec} id={id} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />
  )
}

interface PartyFieldProps extends PartyFieldSpec {
  id: string
  value: string[]
  onChange: (ids: string[]) => void
}

function PartyField({ id, value, onChange, many, kind, registers }: PartyFieldProps) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const picker = <PartyPicker id={id} value={value} onChange={onChange} many={many} {...(kind ? { kind } : {})} />
  if (!registers) return picker
  return (
    <div className="with-button">
      {picker}
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <NewParty
            kind={kind}
            onMade={(made) => {
              onChange(many ? [...value, made] : [made])
              setOpen(false)
            }}
          />
        }
      >
        <Button aria-expanded={open}>{t('登记新的')}</Button>
      </Popover>
    </div>
  )
}

// What was opened to type into is typed into.
const focus = (input: InputRef | null) => input?.focus()

function NewParty({ kind, onMade }: { kind: PartyKind | undefined; onMade: (id: string) => void }) {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const save = useSave()
  const [as, setAs] = useState<PartyKind>(kind ?? 'unit')
  const [name, setName] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const make = () =>
    attempt(async () => {
      const draft = { id: newId(), kind: as, name: name.trim(), attrs: {}, validFrom: `${today().slice(0, 4)}-01-01` }
      const made = await save(api.post<{ id: string }>(community.api('/parties'), draft), t('已登记'))
      onMade(made.id)
    })
  return (
    <div className="small-form">
      {kind === undefined && (
        <Select<PartyKind>
          aria-label={t('类别')}
          value={as}
          onChange={setAs}
          options={PARTY_KINDS.map((each) => ({ value: each, label: t(PARTY_KIND_LABEL[each]) }))}
        />
      )}
      <label htmlFor={id}>{t('{kind}的名称', { kind: t(PARTY_KIND_LABEL[as]) })}</label>
      <Space.Compact block>
        <Input
          id={id}
          value={name}
          maxLength={60}
          ref={focus}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={(event) => {
            // Enter makes the party; it must not send the form behind.
            event.preventDefault()
            if (name.trim() !== '') void make()
          }}
        />
        <Button type="primary" loading={busy} disabled={name.trim() === ''} onClick={() => void make()}>
          {t('登记')}
        </Button>
      </Space.Compact>
      <ProblemNotice problem={problem} />
    </div>
  )
}
