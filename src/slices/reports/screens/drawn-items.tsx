import type { ProblemsNode } from '../doc.ts'
import { chineseOrdinal, type PrintedBlock } from '../printed-blocks.ts'
import { sentenceOf } from '../problem-groups.ts'
import { OpenWords } from './open-words.tsx'

interface DrawnItemsProps {
  node: ProblemsNode
  /** The printed paragraph, and all of them, to know which group of the node it prints. */
  printed: PrintedBlock
  all: readonly PrintedBlock[]
  onOpen: (chip: string, label: string) => void
}

/** 一是…二是… of 存在的问题, each sentence opening the problems it speaks of. */
export function DrawnItems({ node, printed, all, onOpen }: DrawnItemsProps) {
  const groups = node.attrs.groups
    .map((group) => ({ ...group, items: group.items.filter((item) => item.shown && sentenceOf(item) !== '') }))
    .filter((group) => group.shown && group.items.length > 0)
  const text = printed.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const mine = all.filter((each) => each.block === printed.block && each.level === null).indexOf(printed)
  const group = groups[mine]
  if (!group) return <p data-at={printed.block}>{text}</p>
  return (
    <p data-at={printed.block}>
      {group.items.map((item, at) => (
        <OpenWords
          key={item.item}
          className="chip-sentence"
          onOpen={() => onOpen(`problem:${group.pointType}/${item.item}`, `${group.pointType}：${item.item}`)}
        >
          {`${group.items.length > 1 ? `${chineseOrdinal(at)}是` : ''}${sentenceOf(item)}。`}
        </OpenWords>
      ))}
    </p>
  )
}
