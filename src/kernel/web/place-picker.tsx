import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { placeTree, type PlaceBranch } from './place-tree.ts'
import { usePlaces, type PlaceLeaf } from './use-places.ts'
import { useWords } from './words.ts'

export interface PlacePickerProps {
  id?: string
  value?: string | null
  onChange?: (placeId: string | null) => void
  disabled?: boolean
  /** Only places of these types may be chosen; the others stand there to show the way. */
  types?: readonly string[]
  /** Left out with everything below: a place cannot be moved below itself. */
  hide?: (placeId: string) => boolean
  placeholder?: string
}

interface Node {
  value: string
  title: string
  search: string
  selectable: boolean
  children: Node[]
}

/** One place, from the tree or by typing part of its name. */
export function PlacePicker({
  id,
  value = null,
  onChange,
  disabled = false,
  types,
  hide,
  placeholder,
}: PlacePickerProps) {
  const t = useWords()
  const places = usePlaces()
  const tree = useMemo(() => nodes(places.data ?? [], value, types, hide), [places.data, value, types, hide])
  return (
    <TreeSelect<string | null>
      {...(id ? { id } : {})}
      className="place-picker"
      value={value}
      disabled={disabled}
      loading={places.isLoading}
      allowClear
      showSearch={{ treeNodeFilterProp: 'search' }}
      treeData={tree}
      treeDefaultExpandAll={tree.length <= 1}
      popupMatchSelectWidth={false}
      placeholder={placeholder ?? t('选择地点，可输入名称查找')}
      notFoundContent={places.isError ? t('地点没有载入，请刷新页面') : t('没有这个地点')}
      onChange={(next: string | null | undefined) => onChange?.(next ?? null)}
    />
  )
}

function nodes(
  places: readonly PlaceLeaf[],
  value: string | null,
  types: readonly string[] | undefined,
  hide: ((placeId: string) => boolean) | undefined,
): Node[] {
  // Closed places are not offered, but one already chosen keeps its name.
  const standing = places.filter((place) => place.validTo === null || place.id === value)
  const leafOf = new Map(places.map((place) => [place.id, place]))
  const fits = (id: string): boolean => {
    const place = leafOf.get(id)
    return place !== undefined && place.mine && (types === undefined || types.includes(place.type))
  }
  // A grid member is not offered what only a refusal would follow.
  const reaches = (branch: PlaceBranch): boolean =>
    (leafOf.get(branch.value)?.mine ?? false) || branch.value === value || branch.children.some(reaches)
  const draw = (branches: PlaceBranch[]): Node[] =>
    branches
      .filter((branch) => !hide?.(branch.value) && reaches(branch))
      .map((branch) => ({
        value: branch.value,
        title: branch.title,
        search: branch.search,
        selectable: fits(branch.value),
        children: draw(branch.children),
      }))
  return draw(placeTree(standing))
}
