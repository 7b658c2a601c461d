import { say } from '#kernel/web/words.ts'
import type { FigureAttrs } from '../doc.ts'

/** A chip without a value looks like something to be mended. */
export function chipClass(attrs: Pick<FigureAttrs, 'value'>): string {
  return attrs.value === null ? 'chip chip-warn' : 'chip'
}

/** What a screen reader says for it: which number, and how it is printed. */
export function chipName({ label, printed, value }: Pick<FigureAttrs, 'label' | 'printed' | 'value'>): string {
  return value === null ? say('{label}：没有数值', { label }) : say('{label}：{printed}', { label, printed })
}
