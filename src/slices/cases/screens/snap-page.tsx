import { Alert, Button } from 'antd'
import { useState } from 'react'
import { renderSVG } from 'uqr'
import { api } from '#kernel/web/api.ts'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { PlacePicker } from '#kernel/web/place-picker.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { PUBLIC_PLACE_TYPES } from '../snap-rules.ts'
import type { CaseSettings } from '../settings-schema.ts'
import './cases.css'

/** 随手拍: on or off, and the code that opens it, for the whole community or one gate. */
export default function SnapPage() {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const settings = useOne<CaseSettings>('/case-settings')
  const { busy, problem, attempt } = useAttempt()
  const writes = community.can('write', 'settings')
  const turn = (snap: boolean) =>
    attempt(async () => {
      const said = snap ? t('已开放随手拍') : t('已关闭随手拍')
      await save(api.put(community.api('/case-settings'), { ...settings.data!, snap }), said)
    })
  return (
    <>
      <PageHead
        title={t('随手拍')}
        hint={t('居民扫码就能报问题，不用注册；报来的先由社区受理，再交办整改。')}
        back={{ href: community.href('/settings'), label: t('设置') }}
      />
      <section className="panel panel-form">
        <ProblemNotice problem={settings.error ?? problem} />
        {settings.isLoading && <Loading />}
        {settings.data && (
          <>
            <p>
              <strong>{settings.data.snap ? t('随手拍已开放') : t('随手拍没有开放')}</strong>
            </p>
            <ul>
              <li>{t('页面上只有网格、小区和小巷的名称，没有楼栋、住户和人名。')}</li>
              <li>{t('居民可以不留联系方式；留下的只有管理员和资料员能看，不进修改历史，可以随时删去。')}</li>
              <li>{t('居民写的话，受理以后才会给同一地点的其他居民看到。')}</li>
              <li>{t('居民反映的问题要由没有参与整改的人核查后销号；办结后居民可以说是否真的整改好了。')}</li>
            </ul>
            {writes && (
              <Button
                type={settings.data.snap ? 'default' : 'primary'}
                loading={busy}
                onClick={() => void turn(!settings.data.snap)}
              >
                {settings.data.snap ? t('关闭随手拍') : t('开放随手拍')}
              </Button>
            )}
          </>
        )}
      </section>
      {settings.data?.snap && <QrPanel />}
    </>
  )
}

function QrPanel() {
  const t = useWords()
  const community = useCommunity()
  const [place, setPlace] = useState<string | null>(null)
  const asked = place ? `?p=${place}` : ''
  const url = `${window.location.origin}/s/${encodeURIComponent(community.code)}${asked}`
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(url, { ecc: 'Q', border: 4 }))}`
  const file = (size: 'A4' | 'A5') => community.api(`/snap-notice?size=${size}${place ? `&place=${place}` : ''}`)
  const local = ['localhost', '127.0.0.1'].includes(window.location.hostname)
  return (
    <section className="panel panel-form">
      <h2>{t('二维码')}</h2>
      {local && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={t('您现在用的是本机地址，居民的手机打不开。请从居民能访问的网址打开本页，再下载二维码。')}
        />
      )}
      <label htmlFor="snap-place">{t('张贴在哪里（可不选；选了以后居民扫码就不用再选地点）')}</label>
      <PlacePicker id="snap-place" value={place} onChange={setPlace} types={PUBLIC_PLACE_TYPES} />
      <img className="snap-code" src={picture} alt={t('随手拍二维码')} width={220} height={220} />
      <p className="wrap">
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
      </p>
      <div className="buttons">
        <DownloadButton type="primary" path={file('A4')} name="随手拍A4.docx">
          {t('下载张贴页（A4）')}
        </DownloadButton>
        <DownloadButton path={file('A5')} name="随手拍A5.docx">
          {t('下载张贴页（A5）')}
        </DownloadButton>
        <Button href={picture} download="随手拍二维码.svg">
          {t('只下载二维码')}
        </Button>
      </div>
    </section>
  )
}
