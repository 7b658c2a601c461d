import { useParams } from 'react-router'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { KindEditor } from './kind-editor.tsx'
import { editOf, newKind } from './kind-draft.ts'
import { KindPreview } from './kind-preview.tsx'
import { useKinds } from './use-kinds.ts'

/** One kind: edited by those who may, shown to the others. */
export default function KindPage() {
  const t = useWords()
  const community = useCommunity()
  const { code = '' } = useParams()
  const { kinds, loaded, error, again } = useKinds()
  const kind = kinds.find((each) => each.code === code)
  const making = code === 'new'
  const writes = community.can('write', 'kinds')
  return (
    <>
      <PageHead
        title={making ? t('新建类别') : (kind?.label ?? t('台账类别'))}
        hint={t('保存后马上可以用来记台账、导入表格，汇报里也会多出相应的数字。')}
        back={{ href: community.href('/kinds'), label: t('台账类别') }}
      />
      <ProblemNotice problem={error} retry={again} />
      {!loaded && !error && <Loading rows={8} />}
      {loaded && !kind && !making && (
        <section className="panel">
          <EmptyHint what={t('没有这个类别')} todo={t('可能已改名，请回到“台账类别”里找。')} />
        </section>
      )}
      {(kind || making) && loaded && writes && (
        <KindEditor key={kind?.code ?? 'new'} start={kind ? editOf(kind) : newKind()} existing={kind} />
      )}
      {kind && !writes && (
        <section className="panel panel-form">
          <h2>{t('录入时的样子')}</h2>
          <KindPreview kind={kind} />
        </section>
      )}
    </>
  )
}
