import { Drawer } from 'antd'
import { SchemaForm, type SchemaFormProps } from './schema-form.tsx'
import { useLeaveAsk } from './use-leave-ask.ts'

interface FormDrawerProps extends SchemaFormProps {
  title: string
  open: boolean
  onClose: () => void
}

/** A form beside the page it belongs to; Esc closes it, after a question where something was typed. */
export function FormDrawer({ title, open, onClose, ...form }: FormDrawerProps) {
  const { changed, kept, leave } = useLeaveAsk(onClose)
  return (
    <Drawer
      title={title}
      open={open}
      onClose={leave}
      size="min(560px, 100vw)"
      destroyOnHidden
      mask={{ closable: false }}
    >
      <SchemaForm
        {...form}
        onChange={(values) => {
          changed()
          form.onChange?.(values)
        }}
        onSubmit={async (values) => {
          await form.onSubmit(values)
          kept()
        }}
        onCancel={leave}
      />
    </Drawer>
  )
}
