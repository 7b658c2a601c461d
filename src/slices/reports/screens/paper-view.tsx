import type { ReactNode } from 'react'
import type { InlineNode, ReportDoc } from '../doc.ts'
import { printedBlocks } from '../printed-blocks.ts'
import { chipClass, chipName } from './chip-look.ts'
import { DrawnItems } from './drawn-items.tsx'
import { OpenWords } from './open-words.tsx'

interface PaperViewProps {
  title: string
  doc: ReportDoc
  /** The chip that stands open beside the text. */
  opened?: string | undefined
  onOpen: (chip: string) => void
  onOpenItem: (chip: string, label: string) => void
}

const HEADING = { 1: 'h2', 2: 'h3', 3: 'h4' } as const

/** The report as it is printed, to read; every number opens. */
export function PaperView({ title, doc, opened, onOpen, onOpenItem }: PaperViewProps) {
  const all = printedBlocks(doc)
  return (
    <article className="paper" lang="zh-CN">
      <p className="paper-title">{title}</p>
      <div className="paper-body">
        {all.map((printed, at) => {
          const source = doc.content[printed.block]!
          if (printed.level === null && source.type === 'problems') {
            return <DrawnItems key={at} node={source} printed={printed} all={all} onOpen={onOpenItem} />
          }
          const Tag = printed.level === null ? 'p' : HEADING[printed.level]
          return (
            <Tag key={at} data-level={printed.level ?? undefined} data-at={printed.block}>
              {printed.content.map((part, index) => (
                <Inline key={index} part={part} opened={opened} onOpen={onOpen} />
              ))}
            </Tag>
          )
        })}
      </div>
    </article>
  )
}

interface InlineProps {
  part: InlineNode
  opened: string | undefined
  onOpen: (chip: string) => void
}

function Inline({ part, opened, onOpen }: InlineProps): ReactNode {
  const drawn =
    part.type === 'text' ? (
      part.text
    ) : (
      <OpenWords
        className={part.attrs.chip === opened ? `${chipClass(part.attrs)} chip-on` : chipClass(part.attrs)}
        name={chipName(part.attrs)}
        title={part.attrs.label}
        onOpen={() => onOpen(part.attrs.chip)}
      >
        {part.attrs.printed}
      </OpenWords>
    )
  return part.marks ? <strong>{drawn}</strong> : drawn
}
