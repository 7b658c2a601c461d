import { useState } from 'react'
import { type Role, ROLE_LABEL, ROLES } from '#kernel/reader.ts'
import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { rolesAt } from '../account-rules.ts'
import type { AccountBody, AccountRow } from '../account-schema.ts'

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
  const home = account?.home ?? true
  const [role, setRole] = useState<unknown>(undefined)
  const chosen = role ?? account?.role
  // Whoever keeps accounts but not the registers is told names alone.
  const registers = community.can('read', 'registers')
  const bodies = useOne<AccountBody[]>('/accounts/bodies', { enabled: open && !registers && !community.level })
  const body = (name: string, kind: 'person' | 'unit', more: Omit<FieldSpec, 'type'>): FieldSpec =>
    registers
      ? { ...more, name, type: 'party', partyKind: kind }
      : {
          ...more,
          name,
          type: 'choice',
          options: (bodies.data ?? [])
            .filter((one) => one.kind === kind)
            .map(({ id, name }) => ({ value: id, label: name })),
        }
  const level = community.level ?? 'community'
  const means: Partial<Record<Role, string>> = {
    administrator: t('全部内容，包括账号和设置'),
    clerk: t('登记、台账、导入、汇报'),
    grid: t('只看和记自己负责的地点'),
    cadre: t('只看和办本单位包抓的地点和交办的问题'),
    assessor: t('登记和核查问题'),
    volunteer: t('上报问题，看自己上报的'),
    auditor: t('只看不改'),
    system: community.level ? t('只管本单位和下级单位的账号，不看业务内容') : t('只管账号和设置，不看业务内容'),
    street: t('看和督办所辖各社区的问题'),
    district: t('看和督办所辖各社区的问题'),
    city: t('看和督办所辖各社区的问题'),
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
        { name: 'name', label: t('姓名'), type: 'text', required: true, max: 60, disabled: !home },
        {
          name: 'role',
          label: t('角色'),
          type: 'choice',
          required: true,
          options: rolesAt(level, ROLES).map((role) => ({
            value: role,
            label: `${t(ROLE_LABEL[role])}：${means[role]}`,
          })),
        },
        {
          name: 'validFrom',
          label: t('角色起始日'),
          type: 'day',
          help: t('不填就是今天；换角色时，原角色到前一天为止'),
        },
        { name: 'validTo', label: t('角色最后一天'), type: 'day', help: t('不填就是长期；过了这一天自动不能进入') },
        ...(home && level === 'community'
          ? [
              body('partyId', 'person', {
                name: 'partyId',
                label: t('对应人员'),
                help: t('网格员必须选：按这个人的包抓责任决定能看哪些地点'),
                required: chosen === 'grid',
              }),
              body('unitId', 'unit', {
                name: 'unitId',
                label: t('所属单位'),
                help: t('包抓单位干部必须选：按这个单位的包抓责任决定能看哪些地点和问题'),
                required: chosen === 'cadre',
              }),
            ]
          : []),
        {
          name: 'status',
          label: t('状态'),
          type: 'choice',
          required: true,
          when: () => account !== undefined && home,
          options: [
            { value: 'active', label: t('可登录') },
            { value: 'disabled', label: t('停用，立即退出所有设备') },
          ],
        },
      ]}
      onChange={(values) => setRole(values.role)}
      initial={account ? { ...account } : { role: level === 'community' ? 'clerk' : level, status: 'active' }}
      onSubmit={async ({ login, name, role, validFrom, validTo, partyId, unitId, status }) => {
        const bodies = level === 'community' ? { partyId: partyId ?? null, unitId: unitId ?? null } : {}
        // A first day left as it was belongs to the role as it was.
        const begins = validFrom && (validFrom !== account?.validFrom || role === account?.role) ? { validFrom } : {}
        const wish = { role, ...begins, validTo: validTo ?? null }
        if (account) {
          const change = home ? { name, status, ...bodies, ...wish } : wish
          await save(api.put(community.api(`/accounts/${account.id}`), change), t('已保存'))
        } else {
          const draft = { login, name, ...bodies, ...wish }
          const made = await save(api.post<{ id: string }>(community.api('/accounts'), draft), t('已新增'))
          onMade(made.id, String(name))
        }
        onClose()
      }}
    />
  )
}
