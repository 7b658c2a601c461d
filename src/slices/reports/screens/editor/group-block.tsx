import { NodeViewWrapper, type NodeViewProps } from '@tiptap/react'
import { useWords } from '#kernel/web/words.ts'
import type { PointGroup } from '../../doc.ts'
import { moved } from './moved.ts'
import { PointGroupRow } from './point-group-row.tsx'

/** 存在的问题 or 下一步 in the text, with the choices of the clerk beside each sentence. */
export function GroupBlock({ node, updateAttributes, extension }: NodeViewProps) {
  const t = useWords()
  const problems = node.type.name === 'problems'
  const groups = node.attrs.groups as PointGroup[]
  const set = (next: PointGroup[]) => updateAttributes({ groups: next })
  return (
    <NodeViewWrapper
      className="group-block"
      contentEditable={false}
      role="group"
      aria-label={problems ? t('存在的问题') : t('下一步工作')}
    >
      <p className="group-note">
        {problems
          ? t('由未整改的问题自动列出，可选择、排序、改写。')
          : t('按上面的问题逐条列出措施，顺序和取舍随上面的问题，可改写。')}
      </p>
      {groups.length === 0 && (
        <p className="group-none">
          {problems
            ? t('目前没有未整改的问题，汇报里会写一句说明。')
            : t('目前没有未整改的问题，汇报里会写一句常规安排。')}
        </p>
      )}
      {groups.map((group, at) => (
        <PointGroupRow
          key={group.pointType}
          group={group}
          first={at === 0}
          last={at === groups.length - 1}
          chooses={problems}
          onChange={(next) => set(groups.map((each, index) => (index === at ? next : each)))}
          onMove={(by) => set(moved(groups, at, by))}
          onOpen={extension.options.onOpenItem}
        />
      ))}
    </NodeViewWrapper>
  )
}
