import { useMemo } from 'react'
import { useWords, type Say } from '#kernel/web/words.ts'
import { WORD_LABEL } from './word-label.ts'
import { type Outline, type OutlinePart, parseOutline } from '../../outline-parser.ts'

/** The parts an outline makes, with how many numbers stand in each. */
export function OutlinePreview({ source }: { source: string }) {
  const t = useWords()
  const outline = useMemo(() => parseOutline(source), [source])
  const heads = headsOf(outline, t)
  return (
    <section className="panel outline-preview">
      <h2>{t('结构')}</h2>
      <p className="outline-title">{say(outline.title, t) || t('（没有总标题）')}</p>
      {heads.length === 0 && <p className="quiet">{t('还没有标题。用“## ”写一级标题，“### ”写二级标题。')}</p>}
      <ol className="plain-list">
        {heads.map((head) => (
          <li key={head.line} className={`outline-level-${head.level}`}>
            <span>{head.text}</span>
            <span className="quiet">
              {head.figures > 0 && t('{count}个数字', { count: head.figures })} {head.drawn && t('自动列出')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface Head {
  line: number
  level: number
  text: string
  figures: number
  drawn: boolean
}

function headsOf(outline: Outline, t: Say): Head[] {
  const heads: Head[] = []
  for (const block of outline.blocks) {
    const last = heads.at(-1)
    if (block.kind === 'heading')
      heads.push({ line: block.line, level: block.level, text: say(block.parts, t), figures: 0, drawn: false })
    else if (!last) continue
    else if (block.kind === 'paragraph') last.figures += block.parts.filter((part) => part.kind === 'figure').length
    else last.drawn = true
  }
  return heads
}

// Words that are filled in later stand by their names: 〔社区名称〕.
function say(parts: readonly OutlinePart[], t: Say): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'word' ? `〔${t(WORD_LABEL[part.word])}〕` : '…'))
    .join('')
}
