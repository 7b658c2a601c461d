import { useMemo } from 'react'
import { Form } from 'antd'
import { FieldControl } from '#kernel/web/field-control.tsx'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import { specsOfKind } from './entry-specs.ts'
import { PHOTO_RULE_LABEL } from '../kind-schema.ts'

/** The form a kind makes, to look at: everything in it can be tried, nothing is saved. */
export function KindPreview({ kind }: { kind: KindDef }) {
  const t = useWords()
  // Named apart from the real form, which may stand on the same page.
  const specs = useMemo(
    () => specsOfKind(named(kind), { t, campaigns: [], registers: false }).map(forPreview),
    [kind, t],
  )
  return (
    <Form layout="vertical" component="div" className="form">
      {specs.map((spec, at) => {
        const heading = spec.group !== specs[at - 1]?.group ? spec.group : undefined
        return (
          <div key={spec.name}>
            {heading !== undefined && <h3 className="form-group">{heading}</h3>}
            <Form.Item
              name={spec.name}
              {...(spec.type === 'flag' ? {} : { label: spec.label })}
              required={spec.required === true}
              extra={spec.help}
            >
              <FieldControl spec={spec} />
            </Form.Item>
          </div>
        )
      })}
      <h3 className="form-group">{t('照片')}</h3>
      <p>{t(PHOTO_RULE_LABEL[kind.photo])}</p>
    </Form>
  )
}

function forPreview(spec: FieldSpec): FieldSpec {
  return { ...spec, name: `preview.${spec.name}` }
}

// Items that have no name yet would be fields without a label.
function named(kind: KindDef): KindDef {
  return {
    ...kind,
    fields: kind.fields.filter((field) => field.label.trim() !== ''),
    measures: kind.measures.filter((measure) => measure.label.trim() !== ''),
  }
}
