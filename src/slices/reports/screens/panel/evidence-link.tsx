import { Button } from 'antd'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { EvidencePage } from '../../schema.ts'

export type EvidenceRow = EvidencePage['rows'][number]

const REGISTER: Partial<Record<EvidenceRow['type'], string>> = {
  place: '/places/',
  party: '/parties/',
  asset: '/assets/',
}

/** A record behind a figure: one of the ledger opens beside the page, what stands in a register on its own page. */
export function EvidenceLink({ row, onOpen }: { row: EvidenceRow; onOpen: (entryId: string) => void }) {
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
    // A new window: the report stays open where it is.
    <Link to={community.href(base ? `${base}${row.id}` : '/profile')} target="_blank">
      {title}
    </Link>
  )
}
