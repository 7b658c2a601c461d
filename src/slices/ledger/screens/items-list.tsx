import { Button, Tag } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useWords } from '#kernel/web/words.ts'

interface Item {
  key: string
  label: string
  retired?: boolean | undefined
}

interface ItemsListProps<I extends Item> {
  title: string
  items: readonly I[]
  onChange: (items: I[]) => void
  /** May be taken away altogether; others can only be retired. */
  fresh: ReadonlySet<string>
  draw: (item: I, change: (patch: Partial<I>) => void, at: number) => ReactNode
  addLabel: string
  onAdd: () => void
  hint: string
}

/** The fields or the quantities of a kind, in the order the form asks for them. */
export function ItemsList<I extends Item>({
  title,
  items,
  onChange,
  fresh,
  draw,
  addLabel,
  onAdd,
  hint,
}: ItemsListProps<I>) {
  const t = useWords()
  const change = (at: number, patch: Partial<I>) =>
    onChange(items.map((item, index) => (index === at ? { ...item, ...patch } : item)))
  const move = (at: number, by: number) => {
    const next = [...items]
    const [item] = next.splice(at, 1)
    next.splice(at + by, 0, item!)
    onChange(next)
  }
  return (
    <section aria-label={title}>
      <h3 className="form-group">{title}</h3>
      <p className="quiet">{hint}</p>
      <ol className="kind-items">
        {items.map((item, at) => {
          const name = item.label || t('第{at}项', { at: at + 1 })
          return (
            <li key={item.key} className={item.retired ? 'retired' : ''}>
              <div className="kind-item">{draw(item, (patch) => change(at, patch), at)}</div>
              <span className="row-acts">
                <Button
                  size="small"
                  type="text"
                  disabled={at === 0}
                  aria-label={t('{name}上移', { name })}
                  icon={<ArrowUpOutlined aria-hidden />}
                  onClick={() => move(at, -1)}
                />
                <Button
                  size="small"
                  type="text"
                  disabled={at === items.length - 1}
                  aria-label={t('{name}下移', { name })}
                  icon={<ArrowDownOutlined aria-hidden />}
                  onClick={() => move(at, 1)}
                />
                {item.retired && <Tag>{t('已停用')}</Tag>}
                {fresh.has(item.key) ? (
                  <Button
                    size="small"
                    type="text"
                    danger
                    aria-label={t('去掉{name}', { name })}
                    onClick={() => onChange(items.filter((_, index) => index !== at))}
                  >
                    {t('去掉')}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    type="text"
                    aria-label={item.retired ? t('恢复{name}', { name }) : t('停用{name}', { name })}
                    onClick={() => change(at, { retired: item.retired ? undefined : true } as Partial<I>)}
                  >
                    {item.retired ? t('恢复') : t('停用')}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <Button onClick={onAdd}>{addLabel}</Button>
    </section>
  )
}
