import { Drawer } from 'antd'
import { SchemaForm, type SchemaFormProps } from './schema-form.tsx'

interface FormDrawerProps extends SchemaFormProps {
  title: string
  open: boolean
  onClose: () => void
}

/** A form beside the page it belongs to; Esc closes it. */
export function FormDrawer({ title, open, onClose, ...form }: FormDrawerProps) {
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      size="min(560px, 100vw)"
      destroyOnHidden
      mask={{ closable: false }}
    >
      <SchemaForm {...form} onCancel={onClose} />
    </Drawer>
  )
}
