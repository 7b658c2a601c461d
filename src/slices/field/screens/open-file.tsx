import { Alert, Button, Input, Modal, Progress } from 'antd'
import { useId, useState } from 'react'
import { sayInstant } from '#kernel/web/days-said.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { type HandedRow, handIn, lookIn } from './hand-in.ts'
import { type OpenedFile, openPhoneFile } from './read-file.ts'

/** For whoever may settle: a file that a phone wrote, opened with its password, looked at, and put to what waits. */
export function OpenFile() {
  const t = useWords()
  const community = useCommunity()
  const [open, setOpen] = useState(false)
  if (!community.can('write', 'field')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('打开手机导出的文件')}</Button>
      {open && <OpenFileDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function OpenFileDialog({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [chosen, choose] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const [opened, setOpened] = useState<OpenedFile | null>(null)
  const [rows, setRows] = useState<HandedRow[]>([])
  const [step, setStep] = useState<number | null>(null)
  const [done, setDone] = useState('')
  const [wrong, setWrong] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const look = () =>
    attempt(async () => {
      setWrong('')
      const read = await openPhoneFile(chosen!, password, community.code, t).catch((cause: Error) => {
        setWrong(cause.message)
        return null
      })
      if (!read) return
      setRows(await lookIn(read, community.api))
      setOpened(read)
    })
  const hand = () =>
    attempt(async () => {
      setStep(0)
      const onStep = (at: number, all: number) => setStep(all === 0 ? 100 : Math.round((at / all) * 100))
      const out = await save(handIn(opened!, community.api, onStep), t('已交到待处理'))
      setRows(out.rows)
      setDone(resultOf(out, t))
    }).finally(() => setStep(null))
  const taken = rows.filter(({ outcome }) => outcome === 'taken').length
  const next = done
    ? { text: t('完成'), act: onClose, off: false }
    : opened
      ? { text: t('交到待处理'), act: () => void hand(), off: false }
      : { text: t('打开'), act: () => void look(), off: chosen === null || password.trim() === '' }
  return (
    <Modal
      open
      width={720}
      title={t('打开手机导出的文件')}
      okText={next.text}
      okButtonProps={{ loading: busy, disabled: next.off }}
      cancelText={t('取消')}
      cancelButtonProps={done ? { style: { display: 'none' } } : {}}
      onOk={next.act}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {opened ? (
        <>
          <p>
            {done ||
              t('文件里有 {count} 条，其中 {taken} 条这里还没有。交到待处理后，由您逐条核对，不会直接入账。', {
                count: rows.length,
                taken,
              })}
          </p>
          {opened.elsewhere.size > 0 && (
            <Alert
              className="problem-notice"
              type="info"
              showIcon
              title={t('另有别的社区（代号 {codes}）的记录，这里不收，请交给那个社区的资料员打开。', {
                codes: [...opened.elsewhere.keys()].join('、'),
              })}
            />
          )}
          <ul className="file-rows" aria-label={t('文件里的记录')}>
            {rows.map((row) => (
              <FileRow key={row.id} row={row} names={opened.file.names} done={done !== ''} />
            ))}
          </ul>
          {step !== null && <Progress percent={step} aria-label={t('正在交')} />}
        </>
      ) : (
        <FileFields onChoose={choose} password={password} onPassword={setPassword} />
      )}
      {wrong !== '' && <Alert className="problem-notice" role="alert" type="error" showIcon title={wrong} />}
      <ProblemNotice problem={problem} />
    </Modal>
  )
}

interface FileFieldsProps {
  onChoose: (file: File | null) => void
  password: string
  onPassword: (password: string) => void
}

function FileFields({ onChoose, password, onPassword }: FileFieldsProps) {
  const t = useWords()
  const id = useId()
  return (
    <>
      <p>
        {t('手机上传不了时，可以在手机“未上传”页导出加密文件交到这里。密码由导出的人另外告诉您，只在这台电脑上解开。')}
      </p>
      <label htmlFor={`${id}file`} className="field-label">
        {t('文件')}
      </label>
      <input
        id={`${id}file`}
        type="file"
        accept=".ybz"
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <label htmlFor={`${id}password`} className="field-label">
        {t('文件的密码')}
      </label>
      <Input
        id={`${id}password`}
        value={password}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => onPassword(event.target.value)}
      />
    </>
  )
}

function FileRow({ row, names, done }: { row: HandedRow; names: Record<string, string>; done: boolean }) {
  const t = useWords()
  const claimed = row.author || names[row.accountId] || t('这里没有的账号')
  const becameOf = outcomeWords(row, done, t)
  return (
    <li>
      <strong>{row.summary || t('读不出来的一条')}</strong>
      <span className="quiet">
        {t('文件里写的是：{who}，{at}', {
          who: claimed,
          at: Number.isFinite(row.savedAt) ? sayInstant(new Date(row.savedAt).toISOString()) : '—',
        })}
        {row.photos > 0 && ` · ${t('照片 {count} 张', { count: row.photos })}`}
      </span>
      <span>
        {becameOf}
        {row.problem !== null && ` ${t(row.problem)}`}
      </span>
    </li>
  )
}

function outcomeWords({ outcome }: HandedRow, done: boolean, t: Say): string {
  switch (outcome) {
    case 'taken':
      return done ? t('已交到待处理') : t('这里还没收到过')
    case 'waiting':
      return t('已经在待处理里')
    case 'applied':
      return t('已经入账')
    case 'dropped':
      return t('已经搁置过')
    case 'older':
      return t('更新的一版已经入账')
    case 'refused':
      return t('没有收。')
    case 'later':
      return t('暂时没有收。')
  }
}

function resultOf(out: { rows: HandedRow[]; photos: number; photosLeft: number }, t: Say): string {
  const count = (...wanted: HandedRow['outcome'][]) => out.rows.filter(({ outcome }) => wanted.includes(outcome)).length
  const words = t('交了 {taken} 条、照片 {photos} 张到待处理；原来就有的 {here} 条，没有收的 {left} 条。', {
    taken: count('taken'),
    photos: out.photos,
    here: count('waiting', 'applied', 'dropped', 'older'),
    left: count('refused', 'later'),
  })
  return out.photosLeft > 0 ? words + t('有 {count} 张照片文件里没有或收不下。', { count: out.photosLeft }) : words
}
