import { Alert, Progress, Select } from 'antd'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { upload } from '#kernel/web/upload.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch } from '../schema.ts'
import { FileDrop } from './file-drop.tsx'
import { yearOfSheets, yearOfText } from './find-year.ts'

/** The first step: a file, and the year it is of. */
export function UploadPanel() {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const navigate = useNavigate()
  const [year, setYear] = useState<number | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const now = Number(today().slice(0, 4))

  const send = async (file: File) => {
    setRefusal(null)
    setProblem(null)
    setShare(0)
    try {
      const guess = year ?? yearOfText(file.name) ?? now
      const path = community.api('/imports')
      const batch = await upload<ImportBatch>(path, file, { onProgress: setShare, fields: { year: String(guess) } })
      // A year nobody chose gives way to the one the sheets say they are of.
      const said = year === null ? yearOfSheets(batch.sheets) : null
      if (said !== null && said !== guess)
        await api.put(`${path}/${batch.id}/mapping`, { sheets: [], remember: false, year: said })
      await navigate(community.href(`/import/${batch.id}`))
    } catch (cause) {
      setProblem(cause)
      setShare(null)
    }
  }

  return (
    <section className="panel">
      <div className="filter-bar">
        <div className="filter">
          <label htmlFor={id}>{t('台账年份')}</label>
          <Select
            id={id}
            value={year ?? 0}
            onChange={(next) => setYear(next === 0 ? null : next)}
            popupMatchSelectWidth={false}
            options={[
              { value: 0, label: t('按表格里写的（没写就是{year}年）', { year: String(now) }) },
              ...Array.from({ length: now - 2008 }, (_, at) => ({
                value: now - at,
                label: t('{year}年', { year: String(now - at) }),
              })),
            ]}
          />
        </div>
      </div>
      <FileDrop disabled={share !== null} onFile={(file) => void send(file)} onRefuse={setRefusal} />
      {share !== null && (
        <p role="status">
          {share < 1 ? t('正在上传…') : t('正在读取表格…')}
          <Progress percent={Math.round(share * 100)} aria-label={t('正在上传…')} />
        </p>
      )}
      {refusal !== null && <Alert className="problem-notice" role="alert" type="error" showIcon title={refusal} />}
      <ProblemNotice problem={problem} />
    </section>
  )
}
