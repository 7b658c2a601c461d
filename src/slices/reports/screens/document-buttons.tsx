import { App, Button } from 'antd'
import { useState } from 'react'
import { withQuery } from '#kernel/web/api.ts'
import { download } from '#kernel/web/download.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportFull } from '../schema.ts'

interface DocumentButtonsProps {
  report: ReportFull
  /** Before the file is made: saves what is still unsaved. False: it could not. */
  before?: () => Promise<boolean>
}

/** 报送版 to hand in, 底稿 with every number's records behind it; both Word files. */
export function DocumentButtons({ report, before }: DocumentButtonsProps) {
  const t = useWords()
  const community = useCommunity()
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  if (!community.can('export', 'reports')) return null
  const get = async (edition: 'clean' | 'draft', name: string) => {
    setBusy(edition)
    try {
      if (before && !(await before())) return
      const path = withQuery(community.api(`/reports/${report.id}/report.docx`), { edition })
      await download(path, `${report.title}（${name}）.docx`)
    } catch (cause) {
      void message.error(sentenceOf(cause, t))
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <Button
        loading={busy === 'clean'}
        title={t('报送用的 Word 文件，不带链接')}
        onClick={() => void get('clean', t('报送版'))}
      >
        {t('下载报送版')}
      </Button>
      <Button
        loading={busy === 'draft'}
        title={t('每个数字都附有明细和照片的 Word 文件')}
        onClick={() => void get('draft', t('底稿'))}
      >
        {t('下载底稿')}
      </Button>
    </>
  )
}
