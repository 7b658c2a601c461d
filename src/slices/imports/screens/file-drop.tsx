import { InboxOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type DragEvent } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { MOST_WORKBOOK_MB } from '#kernel/workbook.ts'

const ENDINGS = ['.xlsx', '.xls', '.csv']

interface FileDropProps {
  onFile: (file: File) => void
  onRefuse: (sentence: string) => void
  disabled: boolean
}

/** Takes one workbook, dropped or chosen. What it really is the server finds out; this only spares a vain upload. */
export function FileDrop({ onFile, onRefuse, disabled }: FileDropProps) {
  const t = useWords()
  const limit = MOST_WORKBOOK_MB
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file, second] = [...(files ?? [])]
    if (input.current) input.current.value = ''
    if (!file) return
    if (second) return onRefuse(t('一次导入一份表格，请分开上传。'))
    if (!ENDINGS.some((ending) => file.name.toLowerCase().endsWith(ending))) {
      return onRefuse(t('“{name}”不是表格文件。请选择 .xlsx、.xls 或 .csv。', { name: file.name }))
    }
    if (file.size > limit * 1024 * 1024) {
      return onRefuse(t('“{name}”超过 {limit} MB。请删去图片或拆成几份再传。', { name: file.name, limit }))
    }
    if (file.size === 0) return onRefuse(t('“{name}”是空文件，请重新选择。', { name: file.name }))
    onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  return (
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined aria-hidden style={{ fontSize: 36 }} />
      <p>{t('把台账表格拖到这里，或')}</p>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        accept={ENDINGS.join(',')}
        aria-label={t('选择表格文件')}
        onChange={(event) => take(event.target.files)}
      />
      <Button type="primary" disabled={disabled} onClick={() => input.current?.click()}>
        {t('选择表格文件')}
      </Button>
      <p className="quiet">{t('.xlsx、.xls、.csv，不超过 {limit} MB。上传后先看预览，确认了才入账。', { limit })}</p>
    </div>
  )
}
