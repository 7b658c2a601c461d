import { Button, Modal, Progress } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { SettledAnswer, WaitingRow } from '../waiting-schema.ts'

interface SettleSeveralProps {
  rows: readonly WaitingRow[]
  onDone: () => void
}

interface Trouble {
  row: WaitingRow
  /** Whether it is in the ledger all the same. */
  isIn: boolean
  why: string
}

/** Several that only waited for somebody to say yes: each goes in on its own, and those that cannot are named. */
export function SettleSeveral({ rows, onDone }: SettleSeveralProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [asked, setAsked] = useState(false)
  const [at, setAt] = useState<number | null>(null)
  const [failed, setFailed] = useState<Trouble[] | null>(null)
  // What is listed changes while they go in.
  const [some, setSome] = useState<readonly WaitingRow[]>([])
  const start = () => {
    setSome(rows)
    setFailed(null)
    setAsked(true)
  }
  const run = async () => {
    const left: Trouble[] = []
    for (const [index, row] of some.entries()) {
      setAt(index)
      try {
        const path = community.api(`/field/waiting/${row.id}/apply`)
        const done = await api.post<SettledAnswer>(path, { edition: row.edition, stands: null })
        if (done.photosLeft > 0)
          left.push({ row, isIn: true, why: t('已入账，但有 {count} 张照片收不下。', { count: done.photosLeft }) })
      } catch (cause) {
        left.push({ row, isIn: false, why: sentenceOf(cause, t) })
      }
    }
    setFailed(left)
    setAt(null)
    await save(Promise.resolve(null), t('处理完了'))
  }
  const close = () => {
    setAsked(false)
    if (failed) onDone()
  }
  const ended = failed !== null
  const progress = at === null ? 0 : Math.round((at / some.length) * 100)
  return (
    <>
      {rows.length > 0 && (
        <div className="settle-several">
          <Button type="primary" onClick={start}>
            {t('代为入账所选 {count} 条', { count: rows.length })}
          </Button>
        </div>
      )}
      <Modal
        open={asked}
        title={t('代为入账 {count} 条', { count: some.length })}
        okText={ended ? t('完成') : t('代为入账')}
        okButtonProps={{ loading: at !== null }}
        cancelButtonProps={ended || at !== null ? { style: { display: 'none' } } : {}}
        cancelText={t('取消')}
        closable={at === null}
        mask={{ closable: false }}
        onOk={() => (ended ? close() : void run())}
        onCancel={close}
      >
        {!ended && at === null && (
          <>
            <p>{t('这些都只差有人核对，没有别的问题。每一条单独入账，办不了的会列出来，仍在待处理里。')}</p>
            <ul className="file-rows">
              {some.map((row) => (
                <li key={row.id}>{`${row.summary} · ${row.who}`}</li>
              ))}
            </ul>
          </>
        )}
        {at !== null && <Progress percent={progress} aria-label={t('正在入账')} />}
        {ended && (
          <div role="status">
            <p>
              {t('已入账 {done} 条。', { done: some.length - failed.filter(({ isIn }) => !isIn).length })}
              {failed.length > 0 && t('其中 {count} 条要再看：', { count: failed.length })}
            </p>
            <ul className="file-rows">
              {failed.map(({ row, why }) => (
                <li key={row.id}>
                  <strong>{row.summary}</strong>
                  <span>{why}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Modal>
    </>
  )
}
