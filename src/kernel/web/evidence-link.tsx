import { Button } from 'antd'
import { Link } from 'react-router'
import type { Evidence } from '#kernel/figure.ts'
import { useCommunity } from './use-community.ts'
import { useWords } from './words.ts'

const REGISTER: Partial<Record<Evidence['type'], string>> = {
  place: '/places/',
  party: '/parties/',
  asset: '/assets/',
  case: '/cases/',
}

interface EvidenceLinkProps {
  row: Pick<Evidence, 'type' | 'id' | 'title'>
  onOpen: (entryId: string) => void
  /** What stands in a register opens in a window of its own, so that what is being written stays where it is. */
  apart?: boolean
}

/** A record behind a figure: one of the ledger opens beside the page, what stands in a register on its own page. */
export function EvidenceLink({ row, onOpen, apart = false }: EvidenceLinkProps) {
  const t = useWords()
  const community = useCommunity()
  const title = row.title || t('（无标题）')
  if (row.type === 'entry') {
    return (
      <Button type="link" className="row-open" onClick={() => onOpen(row.id)}>
        {title}
      </Button>
    )
  }
  const base = REGISTER[row.type]
  return (
    <Link to={community.href(base ? `${base}${row.id}` : '/profile')} {...(apart ? { target: '_blank' } : {})}>
      {title}
    </Link>
  )
}
