import { Button, Form, Space } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { ApiProblem } from './api-problem.ts'
import { FieldControl } from './field-control.tsx'
import type { FieldSpec, FormValues } from './field-spec.ts'
import { ProblemNotice, sentenceOf } from './problem-notice.tsx'
import { useAttempt } from './use-attempt.ts'
import { useWords } from './words.ts'

export interface SchemaFormProps {
  fields: readonly FieldSpec[]
  initial?: FormValues
  submitLabel?: string
  /** Throws to refuse: the sentence is shown at the field the server named, else above the buttons. */
  onSubmit: (values: FormValues) => Promise<void> | void
  onCancel?: () => void
  onChange?: (values: FormValues) => void
  /** Between the last field and the buttons. */
  children?: ReactNode
  columns?: 1 | 2
}

const CHOSEN = new Set<FieldSpec['type']>(['choice', 'choices', 'place', 'party', 'parties'])

/** A form made from a list of fields. Enter submits; what was typed stays when the server refuses. */
export function SchemaForm(props: SchemaFormProps) {
  const { fields, initial = {}, onSubmit, onCancel, onChange, columns = 1 } = props
  const t = useWords()
  const [form] = Form.useForm<FormValues>()
  const { busy, problem, attempt } = useAttempt()
  const values: FormValues = Form.useWatch([], { form, preserve: true }) ?? initial
  // Compared by content: callers write the object anew at every drawing.
  const start = JSON.stringify(initial)
  useEffect(() => form.setFieldsValue(JSON.parse(start) as FormValues), [form, start])
  const shown = fields.filter((field) => field.when?.(values) ?? true)

  const submit = () =>
    attempt(async () => {
      try {
        await onSubmit(form.getFieldsValue(true) as FormValues)
      } catch (cause) {
        const at = cause instanceof ApiProblem ? fieldNamed(cause.field, shown) : undefined
        if (!at) throw cause
        form.setFields([{ name: at, errors: [sentenceOf(cause, t)] }])
        form.focusField(at)
      }
    })

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ focus: true }}
      className={columns === 2 ? 'form form-two' : 'form'}
      onFinish={() => void submit()}
      onValuesChange={() => onChange?.(form.getFieldsValue(true) as FormValues)}
    >
      {shown.map((field, at) => (
        <FormField
          key={field.name}
          field={field}
          heading={field.group === shown[at - 1]?.group ? undefined : field.group}
          whole={t('{label}要填整数', { label: field.label })}
          missing={
            CHOSEN.has(field.type)
              ? t('请选择{label}', { label: field.label })
              : t('请填写{label}', { label: field.label })
          }
        />
      ))}
      <div className="form-rest">
        {props.children}
        <ProblemNotice problem={problem} />
        <Space>
          <Button type="primary" htmlType="submit" loading={busy}>
            {props.submitLabel ?? t('保存')}
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('取消')}</Button>}
        </Space>
      </div>
    </Form>
  )
}

interface FormFieldProps {
  field: FieldSpec
  heading: string | undefined
  missing: string
  whole: string
}

function FormField({ field, heading, missing, whole }: FormFieldProps) {
  return (
    <>
      {heading !== undefined && <h3 className="form-group">{heading}</h3>}
      <Form.Item
        name={field.name}
        {...(field.type === 'flag' ? {} : { label: field.label })}
        {...(field.help === undefined ? {} : { extra: field.help })}
        rules={[
          ...(field.required ? [{ required: true, message: missing, whitespace: field.type === 'text' }] : []),
          // Rounding it would put a number into the ledger that nobody wrote.
          ...(field.type === 'number' && field.integer ? [{ pattern: /^-?\d*$/, message: whole }] : []),
        ]}
        className={field.type === 'long' ? 'form-wide' : ''}
      >
        <FieldControl spec={field} />
      </Form.Item>
    </>
  )
}

// The server names the field by its path in the body ('items.0.name'); the form knows the last part of it.
function fieldNamed(path: string | undefined, fields: readonly FieldSpec[]): string | undefined {
  if (path === undefined) return undefined
  const parts = path.split('.')
  return fields.find((field) => field.name === path || parts.includes(field.name))?.name
}
