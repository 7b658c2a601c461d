import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { api } from './api.ts'
import { useCommunity } from './use-community.ts'
import { useWords } from './words.ts'

export interface PartyPickerProps {
  id?: string
  value?: readonly string[]
  onChange?: (partyIds: string[]) => void
  many?: boolean
  disabled?: boolean
  kind?: 'person' | 'unit' | 'team'
}

interface PartyName {
  id: string
  kind: string
  name: string
}

const NOBODY: readonly string[] = []

/** Units, teams or persons by name; the server searches, so a long list stays quick. */
export function PartyPicker({ id, value = NOBODY, onChange, many = false, disabled = false, kind }: PartyPickerProps) {
  const t = useWords()
  const community = useCommunity()
  const [typed, setTyped] = useState('')
  const path = community.api('/parties')
  const found = useQuery({
    queryKey: [path, 'pick', kind, typed],
    queryFn: ({ signal }) => api.get<{ rows: PartyName[] }>(path, { kind, q: typed, limit: 50 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  // Names of what is already chosen, which the page of search results may not hold.
  const missing = value.filter((chosen) => !found.data?.rows.some((row) => row.id === chosen))
  const named = useQuery({
    queryKey: [path, 'named', missing],
    queryFn: () =>
      Promise.all(missing.map((one) => api.get<{ party: PartyName }>(`${path}/${one}`).then((answer) => answer.party))),
    enabled: found.data !== undefined && missing.length > 0,
    staleTime: 60_000,
  })
  const options = [...(named.data ?? []), ...(found.data?.rows ?? [])].map((row) => ({
    value: row.id,
    label: row.name,
  }))
  return (
    <Select<string[] | string | null>
      {...(id ? { id } : {})}
      {...(many ? { mode: 'multiple' as const } : {})}
      value={many ? [...value] : (value[0] ?? null)}
      disabled={disabled}
      allowClear
      showSearch={{ filterOption: false, onSearch: (text) => setTyped(text.trim().slice(0, 60)) }}
      loading={found.isFetching}
      options={options}
      placeholder={t('输入名称查找')}
      notFoundContent={found.isError ? t('名单没有载入，请刷新页面') : t('没有找到，可先到“单位人员”登记')}
      onChange={(next) => onChange?.(Array.isArray(next) ? next : next ? [next] : [])}
    />
  )
}
