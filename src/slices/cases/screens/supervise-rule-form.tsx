import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CaseSettings } from '../settings-schema.ts'
import { superviseRuleFields } from './supervise-rule-fields.ts'

/** When a 督办单 is drafted, and whether that happens by itself every worked morning. */
export function SuperviseRuleForm() {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const settings = useOne<CaseSettings>('/case-settings')
  const rule = settings.data?.supervise
  const off = !community.can('write', 'settings')
  return (
    <section className="panel panel-form">
      <h2>{t('督办规则')}</h2>
      <p className="quiet">
        {t('符合规则的问题，每个工作日早上给责任单位各拟一份督办单，等负责人决定是否发出；作废的不再自动拟。')}
      </p>
      <ProblemNotice problem={settings.error} retry={() => void settings.refetch()} />
      {settings.isLoading && <Loading />}
      {rule && off && (
        <p>
          {t('超期 {days} 个工作日以上，或退回重改 {times} 次以上仍没改好。', {
            days: rule.overDays,
            times: rule.reworks,
          })}
        </p>
      )}
      {rule && !off && (
        <SchemaForm
          key={JSON.stringify(rule)}
          fields={[{ name: 'daily', label: t('每个工作日早上自动拟督办单'), type: 'flag' }, ...superviseRuleFields(t)]}
          initial={{ daily: rule.daily, overDays: String(rule.overDays), reworks: String(rule.reworks) }}
          submitLabel={t('保存督办规则')}
          onSubmit={async ({ daily, overDays, reworks }) => {
            const supervise = { daily: daily === true, overDays: Number(overDays), reworks: Number(reworks) }
            await save(api.put(community.api('/case-settings'), { ...settings.data, supervise }), t('已保存'))
          }}
        />
      )}
    </section>
  )
}
