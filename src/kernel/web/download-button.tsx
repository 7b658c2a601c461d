import { App, Button, type ButtonProps } from 'antd'
import { useState } from 'react'
import { download } from './download.ts'
import { sentenceOf } from './problem-notice.tsx'
import { useWords } from './words.ts'

/** Fetches a file; says so when the server refuses. */
export function DownloadButton({ path, name, ...button }: ButtonProps & { path: string; name: string }) {
  const t = useWords()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const get = async () => {
    setBusy(true)
    try {
      await download(path, name)
    } catch (cause) {
      void message.error(sentenceOf(cause, t))
    } finally {
      setBusy(false)
    }
  }
  return <Button {...button} loading={busy} onClick={() => void get()} />
}
