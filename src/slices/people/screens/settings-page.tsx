import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CommunitySettings } from '../community-schema.ts'

/** What the community calls itself and how it works, and the way to everything else that is set once. */
export default function SettingsPage() {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const settings = useOne<CommunitySettings>('/settings')
  const writes = community.can('write', 'settings')
  const links = [
    {
      path: '/settings/accounts',
      label: t('账号和角色'),
      hint: t('谁可以登录、能做什么；发一次性登录链接'),
      shown: community.can('read', 'accounts'),
    },
    {
      path: '/settings/snap',
      label: t('随手拍'),
      hint: t('开放或关闭居民扫码报问题，下载二维码'),
      shown: community.can('read', 'settings'),
    },
    {
      path: '/settings/deadlines',
      label: t('整改时限和日历'),
      hint: t('各类问题多久改好，办公时间、免打扰和特殊的日子'),
      shown: community.can('read', 'cases'),
    },
    {
      path: '/kinds',
      label: t('台账类别'),
      hint: t('每类台账记什么：字段、数量、单位、照片'),
      shown: community.can('read', 'kinds'),
    },
    {
      path: '/outlines',
      label: t('汇报提纲'),
      hint: t('汇报的结构和句子，里面的数字自动取自台账'),
      shown: community.can('read', 'reports'),
    },
    { path: '/account', label: t('我的账号'), hint: t('改密码，查看和退出登录设备'), shown: true },
  ]
  return (
    <>
      <PageHead title={t('设置')} />
      <section className="panel panel-form">
        <h2>{t('社区')}</h2>
        <ProblemNotice problem={settings.error} retry={() => void settings.refetch()} />
        {settings.isLoading && <Loading />}
        {settings.data && !writes && (
          <Facts
            facts={[
              { label: t('社区名称'), value: settings.data.name },
              { label: t('定稿须由他人审核'), value: settings.data.reviewByOther ? t('是') : t('否') },
              { label: t('“包抓”的本地叫法'), value: settings.data.baozhua },
              { label: t('管理员必须用动态码登录'), value: settings.data.requireTotp ? t('是') : t('否') },
            ]}
          />
        )}
        {settings.data && writes && (
          <SchemaForm
            initial={{ ...settings.data }}
            fields={[
              { name: 'name', label: t('社区名称'), type: 'text', required: true, max: 60 },
              {
                name: 'baozhua',
                label: t('“包抓”的本地叫法'),
                type: 'text',
                required: true,
                max: 8,
                help: t('例如包抓、包保、包联；页面和公示牌都用这个叫法'),
              },
              {
                name: 'reviewByOther',
                label: t('定稿须由他人审核'),
                type: 'flag',
                yes: t('汇报定稿须由拟稿人以外的人审核'),
              },
              {
                name: 'requireTotp',
                label: t('管理员必须用动态码登录'),
                type: 'flag',
                yes: t('管理账号的人必须用动态码登录，没有开启的先去开启'),
              },
            ]}
            onSubmit={async (values) => {
              await save(
                api.put(community.api('/settings'), {
                  ...settings.data,
                  name: values.name,
                  baozhua: values.baozhua,
                  reviewByOther: values.reviewByOther === true,
                  requireTotp: values.requireTotp === true,
                }),
                t('已保存'),
              )
            }}
          />
        )}
      </section>
      <section className="panel panel-form">
        <h2>{t('其他设置')}</h2>
        <ul className="plain-list">
          {links
            .filter((link) => link.shown)
            .map((link) => (
              <li key={link.path} className="link-line">
                <Link to={community.href(link.path)}>{link.label}</Link>
                <span className="quiet">{link.hint}</span>
              </li>
            ))}
        </ul>
      </section>
    </>
  )
}
