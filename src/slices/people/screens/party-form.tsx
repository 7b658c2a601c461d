import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import type { FieldSpec, FormValues } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import {
  PARTY_KIND_LABEL,
  PARTY_KINDS,
  type PartyAttrs,
  type PartyDraft,
  type PartyKind,
  type PartyRow,
} from '../schema.ts'

interface PartyFormProps {
  open: boolean
  onClose: () => void
  party?: PartyRow
}

export function PartyForm({ open, onClose, party }: PartyFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const is = (kind: PartyKind) => (values: FormValues) => values.kind === kind
  const fields: FieldSpec[] = [
    {
      name: 'kind',
      label: t('类别'),
      type: 'choice',
      required: true,
      disabled: party !== undefined,
      options: PARTY_KINDS.map((value) => ({ value, label: t(PARTY_KIND_LABEL[value]) })),
    },
    { name: 'name', label: t('名称'), type: 'text', required: true, max: 60, help: t('人员写姓名，单位和队伍写全称') },
    { name: 'phone', label: t('联系电话'), type: 'phone', max: 30 },
    { name: 'title', label: t('职务'), type: 'text', max: 60, when: is('person') },
    { name: 'unitId', label: t('所在单位'), type: 'party', partyKind: 'unit', when: is('person') },
    { name: 'level', label: t('隶属'), type: 'text', max: 20, when: is('unit'), help: t('市直、区直、驻区等') },
    { name: 'address', label: t('地址'), type: 'text', max: 200, when: is('unit') },
    { name: 'members', label: t('人数'), type: 'number', integer: true, unit: t('人'), when: is('team') },
    { name: 'service', label: t('服务内容'), type: 'text', max: 200, when: is('team') },
    { name: 'stationId', label: t('依托站点'), type: 'place', when: is('team') },
    { name: 'validFrom', label: t('在册起始日'), type: 'day', required: true },
    {
      name: 'reason',
      label: t('更正原因'),
      type: 'text',
      required: true,
      max: 200,
      help: t('会留在修改历史里'),
      when: () => party !== undefined,
    },
  ]
  const initial: FormValues = party
    ? {
        ...party,
        ...party.attrs,
        members: party.attrs.members === undefined ? null : String(party.attrs.members),
        reason: '',
      }
    : { kind: 'unit', validFrom: `${today().slice(0, 4)}-01-01` }
  return (
    <FormDrawer
      title={party ? t('更正单位人员') : t('登记单位人员')}
      open={open}
      onClose={onClose}
      fields={fields}
      initial={initial}
      onSubmit={async (values) => {
        await save(api.post(community.api('/parties'), draftOf(values, party)), party ? t('已更正') : t('已登记'))
        onClose()
      }}
    />
  )
}

function draftOf(values: FormValues, party: PartyRow | undefined): PartyDraft {
  const kind = values.kind as PartyKind
  const text = (name: string) => String(values[name] ?? '').trim()
  const attrs: PartyAttrs = {}
  const words = { person: ['title'], unit: ['level', 'address'], team: ['service'] } as const
  for (const name of words[kind]) if (text(name) !== '') attrs[name] = text(name)
  if (kind === 'team' && text('members') !== '') attrs.members = Number(values.members)
  if (kind === 'person' && text('unitId') !== '') attrs.unitId = text('unitId')
  return {
    id: party?.id ?? newId(),
    kind,
    name: text('name'),
    // A masked number must not overwrite the real one.
    ...(text('phone').includes('*') ? {} : { phone: text('phone') }),
    stationId: kind === 'team' && text('stationId') !== '' ? text('stationId') : null,
    attrs,
    validFrom: text('validFrom'),
    ...(party ? { validTo: party.validTo, version: party.version, reason: text('reason') } : {}),
  }
}
