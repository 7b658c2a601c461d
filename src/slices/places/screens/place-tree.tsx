import { Input, Tree } from 'antd'
import { useMemo, useState, type Key } from 'react'
import { Loading } from '#kernel/web/loading.tsx'
import { placeTree, type PlaceBranch } from '#kernel/web/place-tree.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useWords } from '#kernel/web/words.ts'

interface PlaceTreeProps {
  chosen: string | null
  onChoose: (placeId: string | null) => void
}

/** The community from the top down; choosing a place narrows the list beside it. */
export function PlaceTree({ chosen, onChoose }: PlaceTreeProps) {
  const t = useWords()
  const places = usePlaces()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<Key[]>([])
  const tree = useMemo(() => placeTree(places.data ?? []), [places.data])
  const shown = typed === '' ? tree : found(tree, typed)
  const keys = typed === '' ? opened : everyKey(shown)
  return (
    <section className="panel tree-panel" aria-label={t('地点树')}>
      <Input
        aria-label={t('在地点树中查找')}
        placeholder={t('在地点树中查找')}
        allowClear
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value.trim())}
      />
      <ProblemNotice problem={places.error} retry={() => void places.refetch()} />
      {places.isLoading && <Loading />}
      {places.data && shown.length === 0 && (
        <p className="quiet">{typed === '' ? t('还没有登记地点') : t('没有这个地点')}</p>
      )}
      <Tree
        blockNode
        treeData={nodes(shown)}
        expandedKeys={keys}
        onExpand={(next) => setOpened(next)}
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelect={(next) => onChoose(next.length > 0 ? String(next[0]) : null)}
        aria-label={t('地点树')}
      />
    </section>
  )
}

interface Node {
  key: string
  title: string
  children: Node[]
}

function nodes(tree: PlaceBranch[]): Node[] {
  return tree.map((branch) => ({ key: branch.value, title: branch.title, children: nodes(branch.children) }))
}

function found(tree: PlaceBranch[], typed: string): PlaceBranch[] {
  return tree.flatMap((branch) => {
    if (branch.title.includes(typed)) return [branch]
    const children = found(branch.children, typed)
    return children.length > 0 ? [{ ...branch, children }] : []
  })
}

function everyKey(tree: PlaceBranch[]): string[] {
  return tree.flatMap((branch) => (branch.children.length > 0 ? [branch.value, ...everyKey(branch.children)] : []))
}
