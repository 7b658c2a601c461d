import { Alert, Button } from 'antd'
import { renderSVG } from 'uqr'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { FieldNav } from './field-nav.tsx'
import './field.css'

const LOCAL = ['localhost', '127.0.0.1', '[::1]']

/** The code by which people enter the phone app, with how to install it; made to be printed. */
export default function EntryPage() {
  const t = useWords()
  const community = useCommunity()
  const { origin, protocol, hostname } = window.location
  const url = `${origin}/m/?c=${encodeURIComponent(community.code)}`
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(url, { ecc: 'Q', border: 4 }))}`
  const local = LOCAL.includes(hostname)
  return (
    <>
      <PageHead
        title={t('手机入口')}
        hint={t('网格员、志愿者用手机扫码，没有网络也能记，有网络时自动送来。')}
        actions={
          <Button type="primary" onClick={() => window.print()}>
            {t('打印这一页')}
          </Button>
        }
      />
      <FieldNav />
      {local && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={t('您现在用的是本机地址，手机打不开。请从手机能访问的 https:// 网址打开本页，再打印。')}
        />
      )}
      {!local && protocol !== 'https:' && (
        <Alert
          className="problem-notice"
          type="error"
          showIcon
          title={t(
            '这个网址不是 HTTPS，手机浏览器会拒绝离线使用、安装和保存照片。请系统管理员先按部署说明配好证书，再从 https:// 的网址打开本页打印。',
          )}
        />
      )}
      <section className="panel panel-form phone-entry">
        <h2>{t('{community}手机记录', { community: community.name })}</h2>
        <img src={picture} alt={t('手机入口二维码')} width={260} height={260} />
        <p className="wrap">{url}</p>
        <ol>
          <li>{t('用手机相机或浏览器扫码打开。在微信、企业微信里打开的，点右上角“…”，选“在浏览器打开”。')}</li>
          <li>{t('用办公室发给您的登录名登录。')}</li>
          <li>{t('安卓：在浏览器菜单里选“安装”或“添加到主屏幕”。')}</li>
          <li>{t('苹果：点浏览器下方的分享按钮，选“添加到主屏幕”。')}</li>
          <li>{t('以后从主屏幕的图标打开。显示“已保存”就是存在手机里了，关机也不会丢；有网络时自动送到社区。')}</li>
        </ol>
      </section>
    </>
  )
}
