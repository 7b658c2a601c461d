import { App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { PAPER_LABEL, PAPER_STATE_LABEL, type PaperView } from '../paper-schema.ts'
import { PaperText } from './paper-text.tsx'
import './cases.css'

/** One paper as it reads; its words can be changed until a leader sends it. */
export default function PaperPage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { modal, message } = App.useApp()
  const [changing, setChanging] = useState(false)
  const [dropping, setDropping] = useState(false)
  const answer = useOne<PaperView>(`/cases/papers/${id}`)
  const back = { href: community.href('/cases/papers'), label: t('文书') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const paper = answer.data
  const path = community.api(`/cases/papers/${id}`)
  const { version } = paper
  const send = () =>
    modal.confirm({
      title: t('发出“{title}”', { title: paper.title }),
      content: t('以您的名义决定发给{party}。发出即编号、定稿，不能再改；请下载 Word 盖章送达。', {
        party: paper.addressee,
      }),
      okText: t('发出'),
      cancelText: t('取消'),
      onOk: () =>
        save(api.post(`${path}/send`, { version }), t('已发出并编号')).catch((cause: unknown) => {
          void message.error(sentenceOf(cause, t))
        }),
    })
  return (
    <>
      <PageHead
        title={paper.title}
        hint={[t(PAPER_LABEL[paper.kind]), paper.number, t(PAPER_STATE_LABEL[paper.state]), paper.sender]
          .filter(Boolean)
          .join(' · ')}
        back={back}
        actions={
          <>
            {paper.maySend && (
              <Button type="primary" onClick={send}>
                {t('发出')}
              </Button>
            )}
            {paper.mayChange && community.can('issue', 'cases') && (
              <>
                <Button onClick={() => setChanging(true)}>{t('修改文字')}</Button>
                <Button onClick={() => setDropping(true)}>{t('作废')}</Button>
              </>
            )}
            <DownloadButton path={`${path}/paper.docx`} name={`${paper.title}.docx`}>
              {t('下载 Word')}
            </DownloadButton>
          </>
        }
      />
      <section className="panel">
        <PaperText paper={paper} />
      </section>
      <FormDrawer
        title={t('修改文字')}
        open={changing}
        onClose={() => setChanging(false)}
        submitLabel={t('保存')}
        fields={[
          { name: 'title', label: t('标题'), type: 'text', required: true, max: 80 },
          { name: 'addressee', label: t('主送'), type: 'text', required: true, max: 120 },
          { name: 'intro', label: t('正文'), type: 'long', required: true, max: 1000 },
          { name: 'demands', label: t('要求'), type: 'long', required: true, max: 2000, help: t('一段一行') },
        ]}
        initial={{ title: paper.title, addressee: paper.addressee, intro: paper.intro, demands: paper.demands }}
        onSubmit={async (words) => {
          await save(api.put(path, { ...words, version }), t('已保存'))
          setChanging(false)
        }}
      />
      <ConfirmWithReason
        open={dropping}
        title={t('作废这份拟稿')}
        submitLabel={t('作废')}
        danger
        onClose={() => setDropping(false)}
        onSubmit={async (reason) => {
          await save(api.post(`${path}/drop`, { version, reason }), t('已作废'))
          void navigate(back.href)
        }}
      >
        <p>{t('作废后不再列入待发的拟稿，也不占编号。')}</p>
      </ConfirmWithReason>
    </>
  )
}
