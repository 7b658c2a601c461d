import { Checkbox } from 'antd'
import { useId, useState } from 'react'
import { withQuery } from '#kernel/web/api.ts'
import { DayField } from '#kernel/web/day-field.tsx'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { PlacePicker } from '#kernel/web/place-picker.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import { DutyNav } from './duty-nav.tsx'

/** The printable board that hangs in a yard: who answers for it, and how to reach them. */
export default function BoardPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const id = useId()
  const [day, setDay] = useState(today())
  const [below, setBelow] = useState(false)
  const [phones, setPhones] = useState(false)
  const place = filters.values.place ?? null
  const path = withQuery(community.api('/duties/notice-board'), {
    ...(place === null ? {} : { place }),
    day,
    below: below ? '1' : '0',
    phones: phones ? '1' : '0',
  })
  return (
    <>
      <PageHead title={t('公示牌')} hint={t('生成可打印的公示牌（Word），每处一页，挂在楼院门口或网格显眼处。')} />
      <DutyNav />
      <section className="panel panel-form">
        <label className="field-label" htmlFor={`${id}-place`}>
          {t('地点')}
        </label>
        <PlacePicker id={`${id}-place`} value={place} onChange={(next) => filters.set({ place: next ?? undefined })} />
        <label className="field-label" htmlFor={`${id}-day`}>
          {t('哪一天的责任人')}
        </label>
        <DayField id={`${id}-day`} value={day} onChange={(next) => setDay(next ?? today())} />
        {place === null && <p className="quiet">{t('不选地点，就是全社区的网格、楼院和小巷，每处一页')}</p>}
        <p className="field-label">
          <Checkbox
            checked={below || place === null}
            disabled={place === null}
            onChange={(event) => setBelow(event.target.checked)}
          >
            {t('连同它下面的全部楼院和小巷，每处一页')}
          </Checkbox>
        </p>
        <p>
          <Checkbox checked={phones} onChange={(event) => setPhones(event.target.checked)}>
            {t('印上联系电话（公示牌挂在公共场所，请先征得本人同意）')}
          </Checkbox>
        </p>
        <DownloadButton type="primary" path={path} name={`${t('公示牌')}.docx`}>
          {t('下载公示牌')}
        </DownloadButton>
      </section>
    </>
  )
}
