import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { withQuery, type Query } from '#kernel/web/api.ts'
import { download } from '#kernel/web/download.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

/** Exactly what is shown, as a file: same filter, every page of it. */
export function ExportMenu({ filter }: { filter: Query }) {
  const t = useWords()
  const community = useCommunity()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  if (!community.can('export', 'ledger')) return null
  const get = async (ending: string) => {
    setBusy(true)
    try {
      await download(withQuery(community.api(`/entries.${ending}`), filter), `台账.${ending}`)
    } catch (cause) {
      void message.error(sentenceOf(cause, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('Excel 表格（.xlsx）') },
          { key: 'csv', label: t('CSV 文本（.csv）') },
          { key: 'docx', label: t('打印表（Word，A4）') },
        ],
        onClick: ({ key }) => void get(key),
      }}
    >
      <Button loading={busy} icon={<DownloadOutlined aria-hidden />}>
        {t('导出所列')}
      </Button>
    </Dropdown>
  )
}
