import { useEffect, useRef, useState } from 'react'
import { t } from './words.ts'

interface TakenCardProps {
  community: string
  code: string
  joined: boolean
  onMore: () => void
}

/** The look-up code, large: it is shown once and nobody else can tell it. */
export function TakenCard({ community, code, joined, onMore }: TakenCardProps) {
  const [copied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="taken">
      <h1 ref={heading} tabIndex={-1}>
        {joined ? t('已记上，谢谢您') : t('已报给社区，谢谢您')}
      </h1>
      <p>{t('您的查询码，请记下：')}</p>
      <p className="code">{code}</p>
      <div className="buttons">
        {'clipboard' in navigator && (
          <button
            type="button"
            onClick={() =>
              void navigator.clipboard.writeText(code).then(
                () => setCopied(true),
                () => {},
              )
            }
          >
            {copied ? t('已复制') : t('复制')}
          </button>
        )}
        <a className="button" href={`/s/${encodeURIComponent(community)}/look#${code}`}>
          {t('看进展')}
        </a>
        <button type="button" onClick={onMore}>
          {t('再报一个')}
        </button>
      </div>
      <p className="hint">
        {t('查询码只显示这一次，丢了找不回来；这部手机的浏览器也替您记着。不会有人凭查询码知道您是谁。')}
      </p>
    </section>
  )
}
