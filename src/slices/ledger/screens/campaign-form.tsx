import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import { ENTRY_LIMITS, type CampaignDraft, type CampaignView } from '../schema.ts'
import { TargetList, type TargetDraft } from './target-list.tsx'

interface CampaignFormProps {
  campaign: CampaignView | 'new' | null
  kinds: readonly KindDef[]
  onClose: () => void
}

export function CampaignForm({ campaign, kinds, onClose }: CampaignFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const old = campaign === 'new' || campaign === null ? undefined : campaign
  const offered = kinds.filter((kind) => !kind.retired || old?.kinds.includes(kind.code))
  const fields: FieldSpec[] = [
    { name: 'name', label: t('名称'), type: 'text', required: true, max: ENTRY_LIMITS.campaign },
    { name: 'issuer', label: t('发起单位'), type: 'text', max: 60 },
    { name: 'validFrom', label: t('开始日期'), type: 'day', required: true },
    { name: 'validTo', label: t('结束日期'), type: 'day', help: t('还没有结束的留空') },
    {
      name: 'kinds',
      label: t('包括哪些类别'),
      type: 'choices',
      options: offered.map((kind) => ({ value: kind.code, label: kind.label })),
      help: t('留空表示各类别的记录都可以归入'),
    },
    {
      name: 'targets',
      label: t('目标'),
      type: 'own',
      draw: drawTargets(offered),
    },
    ...(old
      ? [{ name: 'reason', label: t('修改原因'), type: 'text', max: 200, help: t('会留在修改历史里') } as const]
      : []),
  ]
  return (
    <FormDrawer
      title={old ? t('修改专项行动') : t('新建专项行动')}
      open={campaign !== null}
      onClose={onClose}
      fields={fields}
      initial={
        old
          ? { ...old, targets: old.targets.map(targetOf), reason: '' }
          : { validFrom: today(), validTo: null, kinds: [], targets: [] }
      }
      onSubmit={async (values) => {
        const body: CampaignDraft = {
          id: old?.id ?? newId(),
          name: String(values.name).trim(),
          issuer: String(values.issuer ?? '').trim(),
          kinds: (values.kinds as string[] | undefined) ?? [],
          targets: ((values.targets as TargetDraft[] | undefined) ?? []).flatMap(({ kind, measure, amount }) =>
            kind && measure && amount ? [{ kind, measure, amount }] : [],
          ),
          validFrom: String(values.validFrom),
          validTo: values.validTo ? String(values.validTo) : null,
          ...(values.reason ? { reason: String(values.reason) } : {}),
        }
        await save(api.post(community.api('/campaigns'), body), t('已保存'))
        onClose()
      }}
    />
  )
}

function drawTargets(kinds: readonly KindDef[]) {
  return ({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) => (
    <TargetList kinds={kinds} value={(value as TargetDraft[] | undefined) ?? []} onChange={onChange} />
  )
}

function targetOf(target: CampaignView['targets'][number]): TargetDraft {
  return { key: `${target.kind}/${target.measure}`, ...target }
}
