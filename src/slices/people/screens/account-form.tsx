import { useState } from 'react'
import { ROLE_LABEL, ROLES } from '#kernel/reader.ts'
import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { AccountRow } from '../account-schema.ts'

interface AccountFormProps {
  open: boolean
  /** The account to change; without it a new one is made. */
  account: AccountRow | undefined
  onClose: () => void
  onMade: (id: string, name: string) => void
}

export function AccountForm({ open, account, onClose, onMade }: AccountFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [role, setRole] = useState<unknown>(undefined)
  const onGrid = (role ?? account?.role) === 'grid'
  const means: Record<(typeof ROLES)[number], string> = {
    administrator: t('全部内容，包括账号和设置'),
    clerk: t('登记、台账、导入、汇报'),
    grid: t('只看和记自己负责的地点'),
    auditor: t('只看不改'),
  }
  return (
    <FormDrawer
      title={account ? t('修改账号') : t('新增账号')}
      open={open}
      onClose={onClose}
      fields={[
        {
          name: 'login',
          label: t('登录名'),
          type: 'text',
          required: true,
          max: 64,
          disabled: account !== undefined,
          help: t('可用中文、字母、数字，定了不能改'),
        },
        { name: 'name', label: t('姓名'), type: 'text', required: true, max: 60 },
        {
          name: 'role',
          label: t('角色'),
          type: 'choice',
          required: true,
          options: ROLES.map((role) => ({ value: role, label: `${t(ROLE_LABEL[role])}：${means[role]}` })),
        },
        {
          name: 'partyId',
          label: t('对应人员'),
          type: 'party',
          partyKind: 'person',
          help: t('网格员必须选：按这个人的包抓责任决定能看哪些地点'),
          required: onGrid,
        },
        {
          name: 'status',
          label: t('状态'),
          type: 'choice',
          required: true,
          when: () => account !== undefined,
          options: [
            { value: 'active', label: t('可登录') },
            { value: 'disabled', label: t('停用，立即退出所有设备') },
          ],
        },
      ]}
      onChange={(values) => setRole(values.role)}
      initial={account ? { ...account } : { role: 'clerk', status: 'active' }}
      onSubmit={async ({ login, name, role, partyId, status }) => {
        if (account) {
          const change = { name, role, status, partyId: partyId ?? null }
          await save(api.put(community.api(`/accounts/${account.id}`), change), t('已保存'))
        } else {
          const draft = { login, name, role, partyId: partyId ?? null }
          const made = await save(api.post<{ id: string }>(community.api('/accounts'), draft), t('已新增'))
          onMade(made.id, String(name))
        }
        onClose()
      }}
    />
  )
}
