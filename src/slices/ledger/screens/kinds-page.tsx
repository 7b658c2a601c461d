import { Tag } from 'antd'
import { Link } from 'react-router'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { PHOTO_RULE_LABEL, type KindView } from '../kind-schema.ts'
import { LedgerNav } from './ledger-nav.tsx'
import { useKinds } from './use-kinds.ts'

/** What can be recorded at all, and what each kind asks for. */
export default function KindsPage() {
  const t = useWords()
  const community = useCommunity()
  const { kinds, loaded, error, again } = useKinds()
  const writes = community.can('write', 'kinds')
  return (
    <>
      <PageHead
        title={t('台账类别')}
        hint={t('每一类记哪些内容、哪些数量、要不要照片。可以自己加类别，也可以在已有类别里加一项。')}
        actions={
          writes && (
            <Link className="button-link primary" to={community.href('/kinds/new')}>
              {t('新建类别')}
            </Link>
          )
        }
      />
      <LedgerNav />
      <ProblemNotice problem={error} retry={again} />
      <section className="panel">
        {!loaded && !error && <Loading rows={8} />}
        {loaded && kinds.length === 0 && <EmptyHint what={t('还没有台账类别')} />}
        {kinds.length > 0 && (
          <RowsTable<KindView>
            caption={t('台账类别')}
            rows={kinds}
            rowKey={(kind) => kind.code}
            rowClass={(kind) => (kind.retired ? 'quiet' : '')}
            columns={[
              {
                key: 'label',
                title: t('名称'),
                width: 150,
                phone: 'title',
                render: (kind) => <Link to={community.href(`/kinds/${kind.code}`)}>{kind.label}</Link>,
              },
              { key: 'group', title: t('分组'), width: 120, render: (kind) => kind.group || '—' },
              {
                key: 'measures',
                title: t('数量'),
                render: (kind) =>
                  kind.measures
                    .filter((each) => !each.retired)
                    .map((each) => `${each.label}（${each.unit}）`)
                    .join('、') || '—',
              },
              {
                key: 'fields',
                title: t('内容'),
                render: (kind) =>
                  kind.fields
                    .filter((each) => !each.retired)
                    .map((each) => each.label)
                    .join('、') || '—',
              },
              { key: 'photo', title: t('照片'), width: 100, render: (kind) => t(PHOTO_RULE_LABEL[kind.photo]) },
              { key: 'state', title: t('说明'), width: 130, render: (kind) => <KindState kind={kind} /> },
            ]}
          />
        )}
      </section>
    </>
  )
}

function KindState({ kind }: { kind: KindView }) {
  const t = useWords()
  return (
    <>
      <Tag>{kind.own ? t('自建') : kind.changed ? t('自带，已调整') : t('自带')}</Tag>
      {kind.retired && <Tag>{t('已停用')}</Tag>}
    </>
  )
}
