import { useNavigate } from 'react-router'
import { addDays } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { type CampaignDraft, ENTRY_LIMITS } from '#slices/ledger/schema.ts'
import { useKinds } from '#slices/ledger/screens/use-kinds.ts'
import type { CommonProblem } from '../board-schema.ts'

const REASON_LENGTH = 200

interface CampaignProposalProps {
  common: CommonProblem | null
  onClose: () => void
}

/** A campaign for what many places have in common. Its reason, kept in its history, names the places. */
export function CampaignProposal({ common, onClose }: CampaignProposalProps) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { kinds } = useKinds()
  const places = common?.places.map((place) => place.name).join('、') ?? ''
  return (
    <FormDrawer
      title={t('开展专项行动')}
      open={common !== null}
      onClose={onClose}
      submitLabel={t('设立')}
      fields={[
        { name: 'name', label: t('名称'), type: 'text', required: true, max: ENTRY_LIMITS.campaign },
        { name: 'issuer', label: t('发起单位'), type: 'text', max: 60 },
        { name: 'validFrom', label: t('开始日期'), type: 'day', required: true },
        { name: 'validTo', label: t('结束日期'), type: 'day', help: t('还没有结束的留空') },
        {
          name: 'kinds',
          label: t('包括哪些类别'),
          type: 'choices',
          options: kinds.filter((kind) => !kind.retired).map((kind) => ({ value: kind.code, label: kind.label })),
          help: t('行动中的工作记在哪几类台账里；留空表示各类别都可以归入'),
        },
        { name: 'reason', label: t('起因和涉及地点'), type: 'long', max: REASON_LENGTH, help: t('会留在修改历史里') },
      ]}
      initial={{
        name: common ? t('{item}专项整治', { item: common.checkItem }) : '',
        issuer: community.name,
        validFrom: today(),
        validTo: addDays(today(), 30),
        kinds: [],
        reason: common
          ? t('“{item}”在 {count} 处同时存在：{places}', {
              item: common.checkItem,
              count: common.places.length,
              places,
            }).slice(0, REASON_LENGTH)
          : '',
      }}
      onSubmit={async (values) => {
        const body: CampaignDraft = {
          id: newId(),
          name: String(values.name).trim(),
          issuer: String(values.issuer ?? '').trim(),
          kinds: (values.kinds as string[] | undefined) ?? [],
          validFrom: String(values.validFrom),
          validTo: values.validTo ? String(values.validTo) : null,
          ...(values.reason ? { reason: String(values.reason).trim() } : {}),
        }
        await save(api.post(community.api('/campaigns'), body), t('已设立专项行动'))
        onClose()
        void navigate(community.href('/campaigns'))
      }}
    />
  )
}
