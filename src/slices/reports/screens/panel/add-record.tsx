import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { EntryForm } from '#slices/ledger/screens/entry-form.tsx'
import { useKinds } from '#slices/ledger/screens/use-kinds.ts'
import type { EvidenceRow } from './evidence-row.ts'

interface AddRecordProps {
  figureKey: string
  /** Within the period of the figure, so that what is added counts. */
  day: string
  type: EvidenceRow['type'] | undefined
}

const REGISTERS: [EvidenceRow['type'], string, string][] = [
  ['profile', 'profile.', '/profile'],
  ['place', 'places.', '/places'],
  ['party', 'parties.', '/parties'],
  ['asset', 'assets.', '/assets'],
]

/** 补记一笔: the form of the kind this number counts; for one that counts a register, the way to that register. */
export function AddRecord({ figureKey, day, type }: AddRecordProps) {
  const t = useWords()
  const community = useCommunity()
  const [open, setOpen] = useState(false)
  const { kinds } = useKinds()
  const kind = kinds.find(
    (each) =>
      !each.retired && (figureKey.startsWith(`${each.code}.`) || each.figures.some((own) => own.key === figureKey)),
  )
  const register = REGISTERS.find(([name, prefix]) => type === name || figureKey.startsWith(prefix))
  if (type !== undefined && type !== 'entry' && register && community.can('write', 'registers'))
    return <ToRegister path={register[2]} />
  if (kind && community.can('write', 'ledger')) {
    return (
      <>
        <Button onClick={() => setOpen(true)}>{t('补记一笔')}</Button>
        <EntryForm open={open} onClose={() => setOpen(false)} preset={{ kind: kind.code, day }} />
      </>
    )
  }
  if (/^(problem|case)[.]/.test(figureKey) && community.can('write', 'cases')) {
    return (
      <Link className="button-link" to={community.href('/cases')} target="_blank">
        {t('到问题清单上报')}
      </Link>
    )
  }
  return register && community.can('write', 'registers') ? <ToRegister path={register[2]} /> : null
}

function ToRegister({ path }: { path: string }) {
  const t = useWords()
  const community = useCommunity()
  return (
    <Link className="button-link" to={community.href(path)} target="_blank">
      {t('到登记册补登')}
    </Link>
  )
}
